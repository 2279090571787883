"""What a file holds, in numbers."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from tournai.travel.records import Defect, MessageFormat, Push, TravelFile, Traveller

TRAVEL_DOCUMENT_SOURCES = {"DOCS", "DOC"}
"""What counts as a document: SSR DOCS of a booking, DOC of a list; visas of DOCO and numbers of FOID come on top."""


class Summary(msgspec.Struct, frozen=True):
    """The counts of one file.

    ``travellers`` are passengers, infants included; ``crew`` are counted apart. ``flights`` are the legs of all
    bookings, or of a list's own itinerary; the operating flight of a codeshare is no second flight. ``bag_tags`` counts
    the tag entries that the messages hold, each leg's own; a run of consecutive tags is one entry (`Bag.tags` writes it
    out). ``dropped`` counts, by kind, what the law does not allow to keep, bookings included.
    """

    format: str
    version: str
    pnrs: int
    travellers: int
    infants: int
    flights: int
    documents: int
    bag_tags: int
    crew: int
    defects: tuple[Defect, ...]
    dropped: dict[str, int] = {}


def summarise(file: TravelFile) -> Summary:
    """Return the counts of a file; the format and version are those of its messages, joined where they differ."""
    people = [traveller for push in file.pushes for traveller in _travellers(push)]
    defects = [*file.defects, *(defect for push in file.pushes for defect in push.defects)]
    return Summary(
        format=_joined(push.format.value for push in file.pushes),
        version=_joined(push.version for push in file.pushes),
        pnrs=sum(len(push.pnrs) for push in file.pushes),
        travellers=sum(not traveller.is_crew for traveller in people),
        infants=sum(traveller.is_infant for traveller in people),
        flights=sum(_flights(push) for push in file.pushes),
        documents=sum(_is_counted(document.source_code) for person in people for document in person.documents),
        bag_tags=sum(bag.tag_entries for person in people for bag in person.bags),
        crew=sum(traveller.is_crew for traveller in people),
        defects=tuple(sorted(defects, key=lambda defect: defect.offset)),
        dropped=_dropped(file.pushes),
    )


def _joined(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(filter(None, words)))


def _dropped(pushes: Iterable[Push]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for push in pushes:
        counts.update(push.dropped)
    return dict(counts)


def _travellers(push: Push) -> list[Traveller]:
    return [*push.travellers, *(traveller for pnr in push.pnrs for traveller in pnr.travellers)]


def _flights(push: Push) -> int:
    if push.format is MessageFormat.PAXLST:
        return len(push.legs)
    return sum(len(pnr.legs) for pnr in push.pnrs)


def _is_counted(source_code: str) -> bool:
    return source_code in TRAVEL_DOCUMENT_SOURCES
