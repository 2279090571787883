"""Who is sought, who of them travels and who only looks alike: the alerts of an evening, before its messages."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from random import Random

import msgspec
from msgspec.structs import replace

from tournai.alerts import Alert, ListFormat
from tournai.simulate.bookings import TITLES
from tournai.simulate.lists import write_ofac_list, write_un_list
from tournai.simulate.people import Identity, message_name
from tournai.simulate.sample_cases import SAMPLE_CASES
from tournai.simulate.variants import LOOKALIKES, VARIANTS, Case, Sought, Variant, draw_case, draw_sought
from tournai.values import Document, DocumentKind, Name, NameKind, Person, Sex

AlertFile = tuple[str, ListFormat, bytes]
"""A source's name, the format of its list, and the list."""

UN_SOURCE = "Synthetic UN list"
OFAC_SOURCE = "Synthetic OFAC list"
CATEGORIES = {
    UN_SOURCE: ("Synthetic terrorism", "Synthetic foreign fighters"),
    OFAC_SOURCE: ("SYNTHETIC-TRAFFICKING", "SYNTHETIC-TERRORISM"),
}
"""What each list's alerts stand under; no programme of a real list."""
FIRST_UID = 9_000_001
LOOKALIKES_OF_11 = 3
STAYING_OF_11 = 4
"""For eleven planted persons: alerts that an ordinary traveller resembles, and persons sought who do not travel."""
NO_NATIONALITY_SHARE = 0.15
NO_SEX_SHARE = 0.2
FIRST_LISTING = date(2019, 1, 1)
UNGLUED = {"initials"}
"""Variants whose given name is too short for a glued title to be told from it."""


class Sighting(msgspec.Struct, frozen=True):
    """A case, and the alert of it: the list it stands on and its reference there."""

    case: Case
    source: str
    reference: str


class Plan(msgspec.Struct, frozen=True):
    """What an evening is made from. The same seed and numbers give the same plan."""

    seed: int
    flights: int
    travellers_per_flight: int
    planted: tuple[Sighting, ...]
    lookalikes: tuple[Sighting, ...]
    in_samples: tuple[Sighting, ...]
    """Persons of the public samples, in the order of `SAMPLE_CASES`."""
    un_alerts: tuple[Alert, ...]
    ofac_alerts: tuple[Alert, ...]

    def alert_files(self, now: datetime) -> tuple[AlertFile, ...]:
        """Return the two lists in their official formats, published at that instant."""
        return (
            (UN_SOURCE, ListFormat.UN, write_un_list(self.un_alerts, now)),
            (OFAC_SOURCE, ListFormat.OFAC, write_ofac_list(self.ofac_alerts, now.date())),
        )


def plan_evening(seed: int, *, flights: int, travellers_per_flight: int, planted: int) -> Plan:
    """Return the plan: ``planted`` persons sought who travel, lookalikes, persons sought who stay, two lists."""
    rng = Random(f"{seed} people")  # noqa: S311  # repeatable on purpose: invented people, no secret
    names: set[str] = set()
    travelling = _draw_cases(rng, VARIANTS, planted, names)
    alike = _draw_cases(rng, LOOKALIKES, planted * LOOKALIKES_OF_11 // 11, names)
    staying = _draw_staying(rng, planted * STAYING_OF_11 // 11, names)
    sought = [*(case.sought for case in (*travelling, *alike, *SAMPLE_CASES)), *staying]
    places, un_alerts, ofac_alerts = _list(rng, sought)
    sightings = [
        Sighting(case, *place) for case, place in zip((*travelling, *alike, *SAMPLE_CASES), places, strict=False)
    ]
    first, second = len(travelling), len(travelling) + len(alike)
    return Plan(
        seed=seed,
        flights=flights,
        travellers_per_flight=travellers_per_flight,
        planted=_shuffled(rng, sightings[:first]),
        lookalikes=_shuffled(rng, sightings[first:second]),
        in_samples=tuple(sightings[second:]),
        un_alerts=un_alerts,
        ofac_alerts=ofac_alerts,
    )


def _draw_cases(rng: Random, variants: Sequence[Variant], count: int, names: set[str]) -> list[Case]:
    """Return cases, the variants in turn; no two persons sought have one name, nor another's traveller."""
    cases: list[Case] = []
    while len(cases) < count:
        variant = variants[len(cases) % len(variants)]
        case = draw_case(rng, variant)
        own = {_key(case.sought.surname, case.sought.given), _key(case.traveller.surname, case.traveller.given)}
        if not own & names:
            names |= own
            cases.append(replace(case, traveller=_titled(rng, case.traveller, variant.name)))
    return cases


def _draw_staying(rng: Random, count: int, names: set[str]) -> list[Sought]:
    staying: list[Sought] = []
    while len(staying) < count:
        sought = draw_sought(rng)
        key = _key(sought.surname, sought.given)
        if key not in names:
            names.add(key)
            staying.append(sought)
    return staying


def _key(surname: str, given: str) -> str:
    return " ".join(sorted(message_name(f"{surname} {given}").split()))


def _titled(rng: Random, person: Identity, variant: str) -> Identity:
    title = rng.choice(TITLES[person.sex])
    return person if person.title or variant in UNGLUED else replace(person, title=title)


def _shuffled(rng: Random, sightings: list[Sighting]) -> tuple[Sighting, ...]:
    return tuple(rng.sample(sightings, len(sightings)))


def _list(rng: Random, sought: Sequence[Sought]) -> tuple[list[tuple[str, str]], tuple[Alert, ...], tuple[Alert, ...]]:
    """Return each person's (source, reference) in the order given, and the alerts of either list, shuffled."""
    makers: tuple[tuple[str, Callable[[int], str]], ...] = ((UN_SOURCE, _un_reference), (OFAC_SOURCE, _ofac_uid))
    alerts: dict[str, list[Alert]] = {UN_SOURCE: [], OFAC_SOURCE: []}
    numbers = rng.sample(range(len(sought)), len(sought))
    places = []
    for number, person in zip(numbers, sought, strict=True):
        source, refer = makers[number % 2]
        reference = refer(number // 2)
        alerts[source].append(_alert(rng, person, source, reference))
        places.append((source, reference))
    by_reference = {
        source: tuple(sorted(listed, key=lambda alert: alert.reference)) for source, listed in alerts.items()
    }
    return places, by_reference[UN_SOURCE], by_reference[OFAC_SOURCE]


def _un_reference(number: int) -> str:
    return f"SYi.{number + 1:04}"


def _ofac_uid(number: int) -> str:
    return str(FIRST_UID + number)


def _alert(rng: Random, sought: Sought, source: str, reference: str) -> Alert:
    """Return the alert; some do not say which state or sex, and only the UN's say when they were made."""
    category = rng.choice(CATEGORIES[source])
    has_state, has_sex = rng.random() >= NO_NATIONALITY_SHARE, rng.random() >= NO_SEX_SHARE
    listed_on = FIRST_LISTING + timedelta(days=rng.randrange(2000))
    person = Person(
        names=(Name(sought.surname, sought.given), *(Name(*alias, NameKind.ALIAS) for alias in sought.aliases)),
        births=(sought.birth,) if sought.birth else (),
        sex=sought.sex if has_sex else Sex.UNKNOWN,
        nationalities=(sought.nationality,) if sought.nationality and has_state else (),
        documents=_documents(sought),
    )
    return Alert(
        reference=reference,
        category=category,
        person=person,
        listed_on=listed_on if source == UN_SOURCE else None,
        programmes=(category,),
    )


def _documents(sought: Sought) -> tuple[Document, ...]:
    return (Document(sought.document, DocumentKind.PASSPORT, sought.nationality),) if sought.document else ()
