"""Laws of the other direction: what an alert finds among stored travellers is what screening them finds."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tournai.screening import Index, MatchBatch, batch_of, build_index, screen
from tournai.screening.sought import screen_days
from tournai.values import Document, DocumentNumber, Name, NameKind, PartialDate, Person, Sex, StateCode

TOKENS = (
    "BENKIRAMI", "BENKIRANI", "KIRAMI", "TAREK", "TARIK", "MOHAMED", "MUHAMMAD", "JEAN", "PIERRE", "JEANPIERRE",
    "PIERREJEAN", "JEANPI", "AL", "BIN", "YOUSSEF", "J", "T", "IVANOVICH", "KARIMMR", "ROBERT", "BOB",
)  # fmt: skip
words = st.lists(st.sampled_from(TOKENS), min_size=1, max_size=3).map(" ".join)
days = st.sampled_from(
    [date(1981, 4, 9), date(1981, 9, 4), date(1981, 1, 1), date(1981, 4, 8), date(1891, 4, 9), date(1984, 2, 29)]
)
births = st.one_of(
    days.map(PartialDate.on),
    days.map(lambda day: PartialDate.on(day, is_approximate=True)),
    st.integers(1978, 1984).map(PartialDate.in_year),
    st.integers(1978, 1984).map(lambda year: PartialDate.in_year(year, is_approximate=True)),
    st.integers(1, 12).map(lambda month: PartialDate.in_month(1981, month)),
    st.sampled_from([PartialDate.in_years(1980, 1983), PartialDate.in_years(1950, 1979)]),
)
people = st.builds(
    Person,
    names=st.lists(st.builds(Name, words, words, st.sampled_from(NameKind)), min_size=1, max_size=2).map(tuple),
    births=st.lists(births, max_size=2).map(tuple),
    sex=st.sampled_from(Sex),
    nationalities=st.lists(st.sampled_from([StateCode("BEL"), StateCode("UTO")]), max_size=1).map(tuple),
    birthplaces=st.lists(st.sampled_from(["Testville", "Autreville"]), max_size=1).map(tuple),
    documents=st.lists(st.sampled_from(["XK0419551", "XKO419551"]).map(DocumentNumber).map(Document), max_size=1).map(
        tuple
    ),
)
crowds = st.lists(people, max_size=8)


def days_of(first: list[Person], second: list[Person]) -> list[Index]:
    return [
        build_index(batch_of(enumerate(first)), version="2026-11-24"),
        build_index(batch_of(enumerate(second, start=len(first))), version="2026-11-25"),
    ]


def result(matches: MatchBatch) -> tuple[object, ...]:
    return matches.traveller.tolist(), matches.alert.tolist(), matches.score.tolist(), matches.features


def test_alert_known_to_the_month_finds_a_name_that_shares_no_token() -> None:
    alert, traveller = (
        Person(names=(Name(*names, NameKind.PRIMARY),), births=(PartialDate.in_month(1981, 1),), sex=Sex.FEMALE)
        for names in (("TAREK", "JEANPIERRE"), ("BENKIRAMI", "BENKIRAMI JEAN"))
    )
    index = build_index(batch_of([(70, alert)]), version="law")

    found = screen_days(index, days_of([], [traveller]), threshold=-20.0)

    assert result(found) == result(screen(index, batch_of([(0, traveller)]), threshold=-20.0))
    assert len(found.alert) == 1


@given(people, crowds, crowds, st.sampled_from([-10.0, 0.0, 2.2, 10.0]))
@settings(max_examples=150, deadline=None)
def test_alert_finds_the_travellers_whom_screening_finds(
    alert: Person, first: list[Person], second: list[Person], threshold: float
) -> None:
    index = build_index(batch_of([(70, alert)]), version="law")

    found = screen_days(index, days_of(first, second), threshold=threshold)

    assert result(found) == result(screen(index, batch_of(enumerate([*first, *second])), threshold=threshold))


@given(crowds, crowds, crowds)
@settings(max_examples=100, deadline=None)
def test_several_alerts_find_what_screening_finds(
    alerts: list[Person], first: list[Person], second: list[Person]
) -> None:
    index = build_index(batch_of(enumerate(alerts, start=70)), version="law")

    found = screen_days(index, days_of(first, second), threshold=0.0, limit=3)

    assert result(found) == result(screen(index, batch_of(enumerate([*first, *second])), threshold=0.0, limit=3))
