"""Real lists against the public sample messages: refused without approval, explained with it.

Nothing of a listed person is printed: counts only.
"""

import gzip
import sys
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from tests.acts import approve, deliver, queue, tables
from tests.fakes.carrier import Booking, Passenger, pnrgov
from tests.fakes.officers import ANALYST, CARRIER, NODE

from tournai.alerts import ListFormat, NotEligible, read_list
from tournai.node.assembly import Node
from tournai.node.duties.alert_sources import import_alerts, preview_import
from tournai.node.duties.matches import open_match
from tournai.node.duties.pushes import receive_push
from tournai.node.duties.screening import screen_coming
from tournai.node.duties.views import MatchPage
from tournai.travel import read_travel_file
from tournai.travel.timing import assessable_until

UN, OFAC = "un_sc/un_consolidated_2026-02-27.xml.gz", "ofac/sdn_2024-05-07.xml.gz"
SAMPLES = files("tournai") / "simulate" / "samples"
MESSAGES = sorted(
    f"{folder}/{path.name}"
    for folder in ("gtas", "ediclean")
    for path in (SAMPLES / folder).iterdir()
    if path.name != "LICENSE.txt"
)


TO_BE_KEPT = {
    "gtas/2_pnrs_basic.edi": b"LHR",
    "gtas/adult_and_infant.edi": b"MTY",
    "gtas/apisMessage.txt": b"ATL",
    "gtas/bigbigPnr.txt": b"GYE",
    "gtas/tamr_flight1.txt": b"SCL",
    "ediclean/C.original.txt": b"VIE",
    "ediclean/C.reference.txt": b"VIE",
    "ediclean/A.original.txt": b"LOC+87+VIE",
    "ediclean/A.reference.txt": b"LOC+87+VIE",
}
"""Samples of flights that no law allows to keep (rule PNR-02), and what of them is replaced so that it does."""


def sample(name: str) -> bytes:
    """Return a sample message, its flight led between the Union and a third country where it was not."""
    end = TO_BE_KEPT.get(name, b"none")
    other = b"IST" if b"VIE" in end else b"BRU"
    return (SAMPLES / name).read_bytes().replace(end, end[:-3] + other)


def list_bytes(shared: Path, name: str) -> bytes:
    return gzip.decompress((shared / "watchlists" / name).read_bytes())


def earliest_end(body: bytes):
    """Return until when the first flight of a message may be assessed."""
    return min(end for push in read_travel_file(body).pushes for leg in push.legs if (end := assessable_until(leg)))


@pytest.mark.shared
@pytest.mark.parametrize(("name", "kind", "persons"), [(UN, "un", 730), (OFAC, "ofac", 6855)])
def test_list_gives_as_many_alerts_as_it_has_persons(node, shared, name, kind, persons):
    report = preview_import(node.ports, ANALYST, source=kind, format=kind, data=list_bytes(shared, name))

    assert (report.persons, report.added) == (persons, persons)


@pytest.mark.shared
def test_imported_list_is_not_matched_before_two_persons_approved_it(node, shared):
    import_alerts(node.ports, ANALYST, source="un", format="un", data=list_bytes(shared, UN))

    with pytest.raises(NotEligible) as refused:
        screen_coming(node.ports, NODE, source="un")

    assert refused.value.rule == "PNR-08"
    assert queue(node) == []


def explained(pages: list[MatchPage]) -> bool:
    """Whether every match gives its reasons, and they add up to its score."""
    sums = [sum(feature.weight for feature in page.features) for page in pages]
    return sums == pytest.approx([page.match.score for page in pages], abs=0.02)


def screen_samples(node: Node, clock) -> None:
    """Receive every sample message an hour before its flight may no longer be assessed."""
    bodies = [sample(name) for name in MESSAGES]
    for body in sorted(bodies, key=earliest_end):
        clock.now = earliest_end(body) - timedelta(hours=1)
        receive_push(node.ports, CARRIER, body, channel="http")
        node.worker.run_until_idle()


def stored_pushes(node):
    """Return the pushes of all flights: the samples lie years apart, and the board shows some days."""
    with node.ports.look() as unit:
        return unit.travel.pushes_of([row[0] for row in tables(node)["flights"]])


@pytest.mark.shared
def test_every_sample_message_is_screened_and_each_match_explained(node, shared, clock, capsys):
    first = min(earliest_end(sample(name)) for name in MESSAGES)
    clock.now = first - timedelta(days=2)
    import_alerts(node.ports, ANALYST, source="un", format="un", data=list_bytes(shared, UN))
    import_alerts(node.ports, ANALYST, source="ofac", format="ofac", data=list_bytes(shared, OFAC))
    for source in ("un", "ofac"):
        approve(node, source=source, review_by=date(2099, 1, 1))

    screen_samples(node, clock)

    pushes = stored_pushes(node)
    pages = [open_match(node.ports, ANALYST, row.match_id) for row in queue(node)]
    with capsys.disabled():
        travellers = sum(push.travellers for push in pushes)
        sys.stdout.write(f"\n{len(pages)} matches of {travellers} travellers in {len(pushes)} pushes\n")
    assert len({push.push_id for push in pushes if push.is_screened}) == len(pushes) >= len(MESSAGES)
    assert explained(pages)


@pytest.mark.shared
def test_traveller_of_a_listed_name_and_birth_date_is_matched_with_reasons(node, shared):
    data = list_bytes(shared, UN)
    import_alerts(node.ports, ANALYST, source="un", format="un", data=data)
    approve(node, source="un")
    listed = [alert.person for alert in read_list(ListFormat.UN, data).alerts if alert.person.births]
    names = [(person.names[0], person.births[0]) for person in listed]
    exact = [(name, birth.earliest) for name, birth in names if birth.is_exact and name.full.isascii() and name.given]
    bookings = [
        Booking(f"RL{number:04}", (Passenger(name.surname, name.given, day),))
        for number, (name, day) in enumerate(exact[:20])
    ]

    deliver(node, pnrgov(*bookings))

    pages = [open_match(node.ports, ANALYST, row.match_id) for row in queue(node)]
    assert len(pages) >= len(bookings) > 0
    assert explained(pages)
