"""Laws of criteria: whatever is written, and whatever a traveller's facts are (rule PNR-09)."""

from contextlib import suppress
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tournai.errors import Malformed, Refused
from tournai.screening.criteria import (
    Judgement,
    TravelFacts,
    check_criterion,
    columns_of,
    digest_of,
    judge,
    parse_criterion,
    print_criterion,
    reasons_of,
)
from tournai.screening.criteria.columns import judge_columns, named_facts
from tournai.screening.criteria.expressions import Compared, OneOf, Relation, Route, Stop, all_of, any_of, not_
from tournai.screening.criteria.facts import FACTS, Kind

lawful = settings(deadline=None)
"""The first call reads the list of airports."""
AIRPORTS = ("IST", "VIE", "BRU", "CDG", "MAD")
CODES = {"payment currency": ("EUR", "USD", "TRY"), "agency": ("1234567", "12345678")}
AMOUNTS = [name for name, fact in FACTS.items() if fact.kind in (Kind.COUNT, Kind.DURATION)]
CHOICES = {name: fact.values for name, fact in FACTS.items() if fact.kind is Kind.CHOICE} | CODES

some_airports = st.lists(st.sampled_from(AIRPORTS), min_size=1, max_size=3, unique=True).map(lambda a: tuple(sorted(a)))
routes = st.tuples(
    st.lists(st.builds(Stop, st.just("from"), some_airports), max_size=1),
    st.lists(st.builds(Stop, st.just("via"), some_airports), max_size=3),
    st.lists(st.builds(Stop, st.just("to"), some_airports), max_size=1),
)
routings = routes.map(lambda parts: tuple(stop for part in parts for stop in part)).filter(bool).map(Route)


@st.composite
def comparisons(draw: st.DrawFn) -> Compared:
    fact = draw(st.sampled_from(AMOUNTS))
    is_duration = FACTS[fact].kind is Kind.DURATION
    relation = draw(st.sampled_from([one for one in Relation if not (is_duration and one is Relation.IS)]))
    low, high = sorted([draw(st.integers(0, 5000)), draw(st.integers(0, 5000))])
    return Compared(fact, relation, low, high if relation is Relation.BETWEEN else None)


@st.composite
def choices(draw: st.DrawFn) -> OneOf:
    fact = draw(st.sampled_from(sorted(CHOICES)))
    values = draw(st.lists(st.sampled_from(CHOICES[fact]), min_size=1, unique=True))
    return OneOf(fact, tuple(sorted(values)))


days = st.integers(date(2027, 1, 1).toordinal(), date(2027, 1, 9).toordinal())
on_days = days.map(lambda day: Compared("departure date", Relation.IS, day))
leaves = routings | comparisons() | choices() | on_days
criteria = st.recursive(
    leaves,
    lambda inner: (
        inner.map(not_)
        | st.lists(inner, min_size=2, max_size=3).map(lambda parts: all_of(*parts))
        | st.lists(inner, min_size=2, max_size=3).map(lambda parts: any_of(*parts))
    ),
    max_leaves=6,
)


def _values(name: str) -> st.SearchStrategy:
    kind = FACTS[name].kind
    if kind is Kind.DAY:
        return st.dates(date(2026, 12, 30), date(2027, 1, 12))
    if kind is Kind.ROUTE:
        return st.lists(st.sampled_from(AIRPORTS), min_size=1, max_size=5).map(tuple)
    if kind in (Kind.CHOICE, Kind.CODE):
        return st.lists(st.sampled_from(CHOICES[name]), min_size=1, max_size=2, unique=True).map(tuple)
    return st.integers(0, 5000)


facts = st.builds(TravelFacts, **{fact.field: st.none() | _values(name) for name, fact in FACTS.items()})


@lawful
@given(criteria)
def test_what_is_written_is_read_back(criterion):
    with suppress(Malformed):  # too deep or too large to be one
        assert parse_criterion(print_criterion(criterion)) == criterion


@lawful
@given(criteria)
def test_canonical_form_is_its_own(criterion):
    with suppress(Malformed):
        written = print_criterion(parse_criterion(print_criterion(criterion)))
        assert (written, len(digest_of(criterion))) == (print_criterion(criterion), 64)


@lawful
@given(criteria, st.lists(facts, max_size=8))
def test_columns_judge_as_one_by_one(criterion, travellers):
    columns = columns_of(travellers, named_facts(criterion))

    judged = judge_columns(criterion, columns)

    assert [judge(criterion, one).value for one in travellers] == judged.tolist()


@lawful
@given(criteria, facts)
def test_contrary_of_the_unknown_is_unknown(criterion, traveller):
    assert judge(not_(criterion), traveller).value == 2 - judge(criterion, traveller).value


@lawful
@given(criteria)
def test_nothing_is_met_of_whom_nothing_is_known(criterion):
    assert judge(criterion, TravelFacts()) is Judgement.NOT_KNOWN


@lawful
@given(criteria, facts)
def test_whatever_is_met_has_a_reason(criterion, traveller):
    assert bool(reasons_of(criterion, traveller)) == (judge(criterion, traveller) is Judgement.MET)


@lawful
@given(st.text(max_size=200))
def test_any_text_is_a_criterion_or_refused(text):
    with suppress(Malformed, Refused):
        check_criterion(parse_criterion(text))


WORDS = [
    *sorted({word for name in FACTS for word in name.split()}), "is", "not", "one of", "under", "between", "and", "or",
    "(", ")", ",", "goes", "from", "to", '"IST"', "3", "days", "cash", "nationality", "2027-01-01",
]  # fmt: skip


@lawful
@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_any_words_of_the_language_are_a_criterion_or_refused(text):
    with suppress(Malformed, Refused):
        found = parse_criterion(text)
        assert parse_criterion(print_criterion(found)) == found
