"""Invented zones of every format, from a seed."""

from datetime import date, timedelta
from random import Random
from string import ascii_uppercase, digits

from tournai.documents.mrz import Contents, MrzFormat, write_zone
from tournai.values import PartialDate

SURNAMES = (
    "ERIKSSON", "VAN DER MUELLEN", "OCONNOR", "STEVENSON", "WOJCIK", "QUIROZ", "ZIEGLER", "KOVACS", "DUPONT", "BIBO",
    "YILMAZ", "HOXHA", "JANSSENS", "PEETERS", "MAES", "FOURNIER", "GIROUX",
)  # fmt: skip
GIVEN = (
    "ANNA MARIA", "PETER JOHN", "LOU", "ZOE", "XAVIER", "QUENTIN", "KIRK", "CLAIRE", "IBRAHIM", "BEATA", "OLGA",
    "DIEGO", "GWEN", "HUGO", "JULES FELIX",
)  # fmt: skip
STATES = ("UTO", "DEU", "BEL", "FRA", "NLD", "POL", "ESP")
VISAS = (MrzFormat.MRV_A, MrzFormat.MRV_B)


def any_zone(random: Random) -> tuple[str, ...]:
    """Return the lines of a zone of any format."""
    kind = random.choice(list(MrzFormat))
    birth = date(1940, 1, 1) + timedelta(days=random.randrange(28_000))
    if kind is MrzFormat.FRENCH_CARD:
        return write_zone(_french(random, birth))
    state = random.choice(STATES)
    return write_zone(
        Contents(
            format=kind,
            document_code="V" if kind in VISAS else "P" if kind is MrzFormat.TD3 else "I",
            issuing_state=state,
            primary=random.choice(SURNAMES),
            secondary=random.choice(GIVEN),
            document_number=_letters(random, 9) if random.random() < 0.6 else "".join(random.choices(digits, k=9)),
            nationality=random.choice((state, "UTO", "XXA")),
            date_of_birth=PartialDate.on(birth),
            sex=random.choice("MFX"),
            date_of_expiry=PartialDate.on(date(2024, 1, 1) + timedelta(days=random.randrange(4_000))),
            optional_data=_letters(random, random.randint(1, 7)) if random.random() < 0.5 else "",
        )
    )


def _french(random: Random, birth: date) -> Contents:
    month = f"{random.randint(0, 20):02}{random.randint(1, 12):02}"
    return Contents(
        format=MrzFormat.FRENCH_CARD,
        document_code="ID",
        issuing_state="FRA",
        primary=random.choice(SURNAMES),
        secondary=random.choice(GIVEN)[:14],
        document_number=month + "".join(random.choices(digits, k=8)),
        date_of_birth=PartialDate.on(birth),
        sex=random.choice("MF"),
        date_of_expiry=PartialDate.in_month(2000 + int(month[:2]), int(month[2:])),
        optional_data="".join(random.choices(digits, k=6)),
    )


def _letters(random: Random, count: int) -> str:
    return "".join(random.choices(ascii_uppercase + digits, k=count))
