"""Invented tables for labelled data: no bearer of these names exists."""

from datetime import date

from tournai.screening.evaluation.tables import CrossListPair, FullName, Listed, Stranger, Tables, Unit
from tournai.values import Name, NameKind, PartialDate, Person, Sex, StateCode

ALGERIA, FRANCE, RUSSIA = StateCode("DZA"), StateCode("FRA"), StateCode("RUS")


def unit(key: str, text: str, role: str, count: int = 5) -> Unit:
    return Unit(key, text, ALGERIA, role, count)


UNITS = (
    unit("k1", "Zoubir", "given"), unit("k1", "Zubayr", "given"), unit("k1", "Zobeir", "given"),
    unit("k2", "Nadjib", "given"), unit("k2", "Najeeb", "given"), unit("k3", "Ouassim", "given"),
    unit("k3", "Wasim", "given"), unit("k4", "Tchalabi", "surname"), unit("k4", "Shalaby", "surname"),
    unit("k5", "El Djoundi", "surname"), unit("k5", "Al Jundi", "surname"), unit("k6", "Bouqarn", "surname"),
    unit("k6", "Bukarn", "surname"), unit("k7", "Kherroub", "surname"), unit("k7", "Kharrub", "surname"),
)  # fmt: skip

LISTED = tuple(
    Listed(
        f"UN-{number}",
        Person(
            (Name(f"Volkan{letter}", "Arkadi Petrovich"), Name(f"Wolkan{letter}", "Arkadi Petrovich", NameKind.ALIAS)),
            (PartialDate.on(date(1961, 2, number + 1)),),
            Sex.MALE,
            (RUSSIA,),
        ),
    )
    for number, letter in enumerate("abcdefghijklmnopqrst")
)

STRANGERS = tuple(
    Stranger((given, "Lore"), surname, Sex.FEMALE, PartialDate.on(date(1988, 5, 1 + place)), FRANCE)
    for place, (given, surname) in enumerate((("Edda", "Müllrich"), ("Jørn", "Ask"), ("Thomas", "Delvigne")) * 6)
)

TABLES = Tables(
    units=UNITS,
    full_names=(FullName("f1", "Zoubir Tchalabi", ALGERIA), FullName("f1", "Zubir Tchalaby", ALGERIA, is_alias=True)),
    listed=LISTED,
    pairs=(CrossListPair("UN-3", True, "VOLKANND", "ARCADI", PartialDate.on(date(1961, 2, 4))),),
    strangers=STRANGERS,
    nicknames=(("thomas", "tom"),),
)
