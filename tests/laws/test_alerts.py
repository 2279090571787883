"""Laws of the readers of lists: what was written is read back; any bytes give a list or `Malformed`."""

from datetime import UTC, date, datetime
from string import ascii_lowercase, ascii_uppercase, digits

from hypothesis import given
from hypothesis import strategies as st

from tournai.alerts import Alert, AlertList, ListFormat, diff, digest, read_list
from tournai.errors import Malformed
from tournai.simulate.lists import write_ofac_list, write_un_list
from tournai.values import Document, DocumentKind, DocumentNumber, Name, NameKind, PartialDate, Person, Sex, StateCode
from tournai.values.partial_dates import read_partial_date

KEY = b"k" * 32
PUBLISHED = date(2026, 3, 4)

words = st.text(ascii_uppercase + ascii_lowercase + "éñß'-Жع", min_size=1, max_size=8).filter(
    lambda text: text.strip("'-")
)
names = st.lists(words, min_size=1, max_size=3).map(" ".join)
days = st.dates(date(1900, 1, 1), date(2030, 12, 31))
flags = st.booleans()
numbers = st.text(ascii_uppercase + digits, min_size=1, max_size=12).filter(lambda text: any(map(str.isdigit, text)))
states = st.sampled_from(["BEL", "FRA", "PRK", "CIV", "XXA", "GBD", "COD"]).map(StateCode)

partial_dates = st.one_of(
    st.builds(lambda day, flag: PartialDate.on(day, is_approximate=flag), days, flags),
    st.builds(lambda day, flag: PartialDate.in_month(day.year, day.month, is_approximate=flag), days, flags),
    st.builds(
        lambda year, more, flag: PartialDate.in_years(year, year + more, is_approximate=flag),
        st.integers(1900, 2020),
        st.integers(0, 9),
        flags,
    ),
    st.builds(lambda day, more: PartialDate(day, date.fromordinal(day.toordinal() + more)), days, st.integers(1, 2000)),
)


def each_once(items: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:  # type: ignore[type-arg]  # of any items
    return st.lists(items, max_size=most, unique=True).map(tuple)


def documents_of(kinds: list[DocumentKind]) -> st.SearchStrategy[tuple[Document, ...]]:
    document = st.builds(
        Document, numbers.map(DocumentNumber), st.sampled_from(kinds), st.none() | states, st.none() | partial_dates
    )
    return each_once(document)


def persons(given_names: st.SearchStrategy[str], alias_kinds: list[NameKind], kinds: list[DocumentKind],
            originals: st.SearchStrategy[tuple[Name, ...]]) -> st.SearchStrategy[Person]:  # fmt: skip
    aliases = each_once(st.builds(Name, names, given_names, st.sampled_from(alias_kinds)))
    primary = st.builds(Name, words, st.just("") | names)
    return st.builds(
        Person,
        names=st.builds(lambda *parts: (parts[0], *parts[1], *parts[2]), primary, originals, aliases),
        births=each_once(partial_dates),
        sex=st.sampled_from([Sex.MALE, Sex.FEMALE, Sex.UNKNOWN]),
        nationalities=each_once(states),
        birthplaces=each_once(st.lists(words, min_size=1, max_size=3).map(", ".join)),
        documents=documents_of(kinds),
    )


alias_kinds = [NameKind.ALIAS, NameKind.WEAK_ALIAS, NameKind.FORMER]
all_kinds = list(DocumentKind)
known_kinds = [kind for kind in DocumentKind if kind is not DocumentKind.UNKNOWN]
original_names = st.just(()) | names.map(lambda text: (Name(text, kind=NameKind.ORIGINAL_SCRIPT),))

un_alerts = st.builds(
    lambda number, person, *days: Alert(f"TSi.{number:03}", "Testland", person, "", listed_on=days[0],
                                        updated_on=days[1], programmes=("Testland",)),
    st.integers(1, 999),
    persons(st.just("") | names, alias_kinds, all_kinds, original_names),
    st.none() | days,
    st.none() | days,
)  # fmt: skip
ofac_alerts = st.builds(
    lambda number, person, programmes: Alert(str(number), programmes[0], person, programmes=programmes),
    st.integers(1, 2**31 - 1),
    persons(st.just("") | names, alias_kinds, known_kinds, st.just(())),
    st.lists(words, min_size=1, max_size=3, unique=True).map(tuple),
)


def lists_of(alerts: st.SearchStrategy[Alert]) -> st.SearchStrategy[tuple[Alert, ...]]:
    return st.lists(alerts, max_size=3, unique_by=lambda alert: alert.reference).map(tuple)


@given(lists_of(un_alerts))
def test_un_list_that_was_written_is_read_back(alerts: tuple[Alert, ...]) -> None:
    data = write_un_list(alerts, datetime(2026, 3, 4, 5, 6, tzinfo=UTC))

    assert read_list(ListFormat.UN, data) == AlertList(ListFormat.UN, PUBLISHED, alerts)


@given(lists_of(ofac_alerts))
def test_ofac_list_that_was_written_is_read_back(alerts: tuple[Alert, ...]) -> None:
    data = write_ofac_list(alerts, PUBLISHED)

    assert read_list(ListFormat.OFAC, data) == AlertList(ListFormat.OFAC, PUBLISHED, alerts)


def is_list_or_malformed(form: ListFormat, *files: bytes) -> bool:
    try:
        return isinstance(read_list(form, *files), AlertList)
    except Malformed:
        return True


TAGS = ("CONSOLIDATED_LIST", "INDIVIDUAL", "FIRST_NAME", "sdnList", "sdnEntry", "lastName", "a:b")
WHOLE = ("<DATAID>1</DATAID>", "<ENTITY/>", "<uid>1</uid>", "<sdnType>Individual</sdnType>", "TESTIN")
MARKUP = ("<!--", "-->", "<?p ?>", "<!DOCTYPE x []>", "&amp;", "&#x41;", "&#0;", "]]>", "<![CDATA[", "\x00", " ")
PIECES = [*(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS), *WHOLE, *MARKUP]
xml_pieces = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@given(st.sampled_from(list(ListFormat)), st.binary() | st.text().map(str.encode) | xml_pieces.map(str.encode))
def test_any_bytes_are_a_list_or_malformed(form: ListFormat, data: bytes) -> None:
    assert is_list_or_malformed(form, data)


@given(st.lists(un_alerts, min_size=1, max_size=2), st.integers(0), st.integers(0, 255))
def test_list_with_one_byte_changed_is_a_list_or_malformed(alerts: list[Alert], place: int, value: int) -> None:
    data = bytearray(write_un_list(alerts, datetime(2026, 3, 4, tzinfo=UTC)))
    data[place % len(data)] = value

    assert is_list_or_malformed(ListFormat.UN, bytes(data))


cells = st.text(alphabet=st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    ["individual", "-0- ", "DOB 1960; POB X."]
)


@given(st.lists(st.lists(cells, min_size=12, max_size=12), max_size=4), st.binary(max_size=60))
def test_any_cells_are_a_list_or_malformed(rows: list[list[str]], more: bytes) -> None:
    data = "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)

    assert is_list_or_malformed(ListFormat.OFAC_CSV, data.encode(), more)


@given(partial_dates)
def test_partial_date_that_was_written_is_read_back(value: PartialDate) -> None:
    assert read_partial_date(str(value)) == value


@given(st.text(max_size=90))
def test_any_text_is_a_partial_date_or_none(text: str) -> None:
    assert isinstance(read_partial_date(text), PartialDate | None)


@given(lists_of(un_alerts), lists_of(un_alerts))
def test_difference_leads_from_one_edition_to_the_next(before: tuple[Alert, ...], after: tuple[Alert, ...]) -> None:
    known = {alert.reference: digest(alert, key=KEY) for alert in before}

    found = diff(known, AlertList(ListFormat.UN, None, after), key=KEY)

    applied = {alert.reference: alert for alert in before} | {
        alert.reference: alert for alert in found.added + found.changed
    }
    assert {reference: alert for reference, alert in applied.items() if reference not in found.withdrawn} == {
        alert.reference: alert for alert in after
    }
