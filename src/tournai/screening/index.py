"""The index of alerts: flat arrays that any process opens at once, and nothing else.

Each distinct token of the alerts' names stands once in a vocabulary, spellings of one skeleton side by side. A *name
row* is one name with one birth of one alert; rows stand in the order of their births (days, then years and months, then
none), so that those who share a birth lie side by side. A token's own rows and document numbers are the other ways in.
The alerts' own columns stay beside, for the reasons.
"""

from collections.abc import Mapping

import msgspec
import numpy as np
import numpy.typing as npt

from tournai.errors import Malformed
from tournai.screening.batches import NAME_KINDS, Int8Column, Int32Column, PersonBatch, TextColumn
from tournai.screening.keys import document_key
from tournai.screening.rarity import Bearers, count_bearers, with_rarity
from tournai.screening.similarity import TOKEN, Tokens
from tournai.screening.taking import children, ranges, taken
from tournai.screening.token_tables import all_skeleton_keys, group_keys, token_table
from tournai.values import NameKind
from tournai.values.name_tokens import LONGEST_TOKEN, MOST_TOKENS, NameTokens, tokens_of

LAYOUT = 6
"""Raised with every change of the arrays' meaning; an index of another layout is refused."""

LONGEST_RANGE_YEARS = 12
"""A birth known less exactly than this counts as unknown when candidates are looked for."""

PERIODS_A_YEAR = 16
FIRST_PERIOD = 4_000_000
"""Birth of a row: days since 1970-01-01; from here years and months (`period_keys`); `UNDATED` where there is none."""

UNDATED = 5_000_000

APPROXIMATE_YEARS = 2
"""Years that an approximate birth is searched before and after what the source says."""

FIRST_DAY, DAYS = -25_567, 54_787
"""1900-01-01, and days in 150 years: the births whose first row is looked up at once."""

PATRONYMIC_NAME, WEAK_NAME, APPROXIMATE_BIRTH, RANGE_OF_BIRTHS = 1, 2, 4, 8
"""Bits of a row's ``traits``."""

ROW = np.dtype([
    ("tokens", np.int32, (MOST_TOKENS,)),
    ("birth", np.int32),
    ("alert", np.int32),
    ("name", np.int32),
    ("count", np.int8),
    ("surnames", np.int8),
    ("traits", np.int8),
    ("son", np.int8),
    ("father", np.int8),
], align=True)  # fmt: skip
"""A name row: ``count`` token numbers, ``surnames`` of them the surname's, birth, alert, the name among all names."""

Rows = npt.NDArray[np.void]
Table = npt.NDArray[np.int32]
Words = npt.NDArray[np.bytes_]
Keys = npt.NDArray[np.int64]


class Index(msgspec.Struct, frozen=True, eq=False):
    """An immutable index of alerts, valid over read-only and memory-mapped arrays.

    ``alerts`` are the alerts' own columns. ``tokens`` describes the ``vocabulary``, its tokens' alternatives behind.
    ``bearers`` tell how rare names are. ``rows`` are the name rows (`ROW`) in the order of births, ``day_rows`` the
    first of each day from `FIRST_DAY` on, ``name_rows`` each name's first. ``token_numbers`` list tokens in the order
    of ``token_keys``, ``posting_rows`` the rows of each.
    """

    version: str
    alerts: PersonBatch
    vocabulary: Words
    tokens: Tokens
    bearers: Bearers
    rows: Rows
    day_rows: Int32Column
    name_rows: Int32Column
    token_keys: Keys
    token_numbers: Int32Column
    posting_offsets: Int32Column
    posting_rows: Int32Column
    document_keys: npt.NDArray[np.uint32]
    document_alerts: Int32Column

    def __len__(self) -> int:
        return len(self.alerts)


def build_index(alerts: PersonBatch, *, version: str, bearers: Bearers | None = None) -> Index:
    """Return the index of the alerts, the same for any order in which they are given.

    ``version`` names what was indexed, for the record of a match; it is kept and never read. How rare a name is, and
    how many alerts are searched, is judged from the alerts themselves, or from another index's ``bearers``: alerts in
    two indexes score as in one where both judge by the same.
    """
    alerts = _in_order_of_keys(alerts)
    names = [tokens_of(alerts.name_surname[row], alerts.name_given[row]) for row in range(len(alerts.name_surname))]
    tokens, spelled = _by_skeleton(*token_table(names))
    vocabulary = np.array(spelled, f"S{LONGEST_TOKEN}")
    table = _rows(names, spelled)
    if bearers is None:
        bearers = count_bearers(tokens, len(spelled), table, _owners(alerts), len(alerts))
    rows = _name_rows(alerts, names, table)
    posting_offsets, posting_rows = _postings(rows["tokens"], len(vocabulary))
    token_keys, token_numbers = all_skeleton_keys(tokens, len(vocabulary))
    document_keys, document_alerts = _documents(alerts)
    return Index(
        version=version,
        alerts=alerts,
        vocabulary=vocabulary,
        tokens=with_rarity(tokens, bearers),
        bearers=bearers,
        rows=rows,
        day_rows=_day_rows(rows["birth"]),
        name_rows=_first_rows(rows["name"], len(names)),
        token_keys=token_keys,
        token_numbers=token_numbers,
        posting_offsets=posting_offsets,
        posting_rows=posting_rows,
        document_keys=document_keys,
        document_alerts=document_alerts,
    )


def name_tokens(index: Index, row: int) -> NameTokens:
    """Return the tokens of a name row; none of an alert's tokens counts as cut."""
    of_row = index.rows[row]
    numbers = of_row["tokens"][: of_row["count"]]
    tokens = tuple(index.vocabulary[number].decode() for number in numbers)
    is_patronymic = bool(of_row["traits"] & PATRONYMIC_NAME)
    return NameTokens(tokens, int(of_row["surnames"]), (False,) * len(tokens), is_patronymic)


def index_arrays(index: Index) -> dict[str, npt.NDArray[np.generic]]:
    """Return the index as named arrays; each can be written as one file and opened with a read-only memory map."""
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "layout": np.array([LAYOUT], np.int32),
        "version": np.frombuffer(index.version.encode(), np.uint8),
    }
    for name in _ARRAYS:
        arrays[name] = getattr(index, name)
    for name in Bearers.__struct_fields__:
        arrays[f"bearers.{name}"] = np.asarray(getattr(index.bearers, name))
    for name in PersonBatch.__struct_fields__:
        column = getattr(index.alerts, name)
        if isinstance(column, TextColumn):
            arrays[f"alerts.{name}.offsets"], arrays[f"alerts.{name}.data"] = column.offsets, column.data
        else:
            arrays[f"alerts.{name}"] = column
    return arrays


def index_from_arrays(arrays: Mapping[str, npt.NDArray[np.generic]]) -> Index:
    """Return the index that `index_arrays` gave; the arrays are used as they are, not copied.

    Raises:
        Malformed: An array is missing, or the arrays have another layout: build the index anew.
    """
    # A plain view of a memory map reads the same pages and is cheaper to index.
    arrays = {name: np.asarray(array) for name, array in arrays.items()}
    missing = sorted(set(_STORED) - set(arrays))
    if missing:
        raise Malformed(f"not an index of alerts: it lacks the array {missing[0]!r}; build it anew", code="no-index")
    if int(arrays["layout"][0]) != LAYOUT:
        raise Malformed(f"the index does not have layout {LAYOUT}; build it anew", code="other-layout")
    columns = {name: _column(arrays, f"alerts.{name}") for name in PersonBatch.__struct_fields__}
    of_bearers = {name: arrays[f"bearers.{name}"] for name in Bearers.__struct_fields__ if name != "alerts"}
    # A file does not keep that records are aligned, and compiled loops are made for the one kind.
    records = {"rows": arrays["rows"].view(ROW), "tokens": arrays["tokens"].view(TOKEN)}
    return Index(
        version=bytes(arrays["version"]).decode(),
        alerts=PersonBatch(**columns),  # type: ignore[arg-type]  # each column has the type that was stored
        bearers=Bearers(int(arrays["bearers.alerts"]), **of_bearers),  # type: ignore[arg-type]  # as above
        **{name: arrays[name] for name in _ARRAYS} | records,  # type: ignore[arg-type]  # as above
    )


def _column(arrays: Mapping[str, npt.NDArray[np.generic]], name: str) -> "TextColumn | npt.NDArray[np.generic]":
    if name in arrays:
        return arrays[name]
    offsets, data = arrays[f"{name}.offsets"], arrays[f"{name}.data"]
    return TextColumn(offsets, data)  # type: ignore[arg-type]  # the types that were stored


_ARRAYS = tuple(name for name in Index.__struct_fields__ if name not in {"version", "alerts", "bearers"})
_TEXT_COLUMNS = ("name_surname", "name_given", "nationality", "birthplace", "document_number", "document_state")
_STORED = (
    "layout",
    "version",
    *_ARRAYS,
    *(f"bearers.{name}" for name in Bearers.__struct_fields__),
    *(f"alerts.{name}.{part}" for name in _TEXT_COLUMNS for part in ("offsets", "data")),
    *(f"alerts.{name}" for name in PersonBatch.__struct_fields__ if name not in _TEXT_COLUMNS),
)


def _in_order_of_keys(alerts: PersonBatch) -> PersonBatch:
    order = np.argsort(alerts.keys, kind="stable").astype(np.int32)
    return alerts if np.array_equal(order, np.arange(len(order))) else taken(alerts, order)


def _by_skeleton(tokens: Tokens, spelled: list[str]) -> tuple[Tokens, list[str]]:
    """Return the tokens so that those which a search compares one after the other lie in one stretch of memory."""
    keys = np.zeros(len(spelled), np.int64)
    group_keys(tokens[: len(spelled)], keys)
    order = np.argsort(keys, kind="stable")
    return np.concatenate((tokens[order], tokens[len(spelled) :])), [spelled[at] for at in order.tolist()]


def _rows(names: list[NameTokens], vocabulary: list[str]) -> Table:
    number_of = {token: number for number, token in enumerate(vocabulary)}
    rows = np.zeros((len(names), MOST_TOKENS), np.int32)
    for row, name in enumerate(names):
        for place, token in enumerate(name.tokens):
            rows[row, place] = number_of[token]
        rows[row, len(name.tokens) :] = len(vocabulary)
    return rows


def _traits(name: NameTokens, kind: int) -> int:
    is_weak = NAME_KINDS[kind] is NameKind.WEAK_ALIAS
    return PATRONYMIC_NAME * name.is_patronymic | WEAK_NAME * is_weak


def _owners(alerts: PersonBatch) -> Int32Column:
    """Return the alert of each name."""
    return np.repeat(np.arange(len(alerts), dtype=np.int32), np.diff(alerts.name_offsets))


def _name_rows(alerts: PersonBatch, names: list[NameTokens], table: Table) -> Rows:
    """Return a row for each name with each birth of its alert, in the order of births."""
    births, owners, traits = _births(alerts)
    counts = np.diff(alerts.name_offsets)[owners]
    repeated, of_names = np.repeat(births, counts), _rows_of(alerts, owners)
    order = np.lexsort((of_names, repeated))
    chosen = of_names[order]
    name_traits = [_traits(name, kind) for name, kind in zip(names, alerts.name_kind.tolist(), strict=True)]
    rows = np.zeros(len(order), ROW)
    rows["tokens"] = table[chosen]
    rows["birth"] = repeated[order]
    rows["alert"] = np.repeat(owners, counts)[order]
    rows["name"] = chosen
    rows["count"] = np.array([len(name.tokens) for name in names], np.int8)[chosen]
    rows["surnames"] = np.array([name.surname_count for name in names], np.int8)[chosen]
    rows["son"] = np.array([name.son for name in names], np.int8)[chosen]
    rows["father"] = np.array([name.father for name in names], np.int8)[chosen]
    rows["traits"] = np.array(name_traits, np.int8)[chosen] | np.repeat(traits, counts)[order]
    return rows


def _first_rows(row_names: Int32Column, names: int) -> Int32Column:
    """Return the first row of each name; -1 where it has none."""
    rows = np.full(names, -1, np.int32)
    rows[row_names[::-1]] = np.arange(len(row_names) - 1, -1, -1, dtype=np.int32)
    return rows


def _day_rows(births: Int32Column) -> Int32Column:
    return np.searchsorted(births, np.arange(FIRST_DAY, FIRST_DAY + DAYS + 1)).astype(np.int32)


def _postings(rows: Table, tokens: int) -> tuple[Int32Column, Int32Column]:
    numbers = rows.ravel()
    order = np.argsort(numbers, kind="stable")
    order = order[: np.searchsorted(numbers[order], tokens)]
    offsets = np.searchsorted(numbers[order], np.arange(tokens + 1)).astype(np.int32)
    return offsets, (order // rows.shape[1]).astype(np.int32)


def _births(alerts: PersonBatch) -> tuple[Int32Column, Int32Column, Int8Column]:
    """Return the births that rows are kept under, with their alerts: a day, a month, every year of a range, none."""
    owners = np.repeat(np.arange(len(alerts), dtype=np.int32), np.diff(alerts.birth_offsets))
    slack = alerts.birth_approximate.astype(np.int32) * APPROXIMATE_YEARS
    exact = (alerts.birth_before - alerts.birth_earliest == 1) & (slack == 0)
    first = _years(alerts.birth_earliest) - slack
    after = _years(alerts.birth_before - 1) + slack + 1
    ranged = ~exact & (after - first <= LONGEST_RANGE_YEARS)
    months = period_keys(_years(alerts.birth_earliest), _months(alerts.birth_earliest))
    last_months = period_keys(_years(alerts.birth_before - 1), _months(alerts.birth_before - 1))
    in_month = ranged & (slack == 0) & (months == last_months)
    by_year = ranged & ~in_month
    years = period_keys(ranges(first[by_year], after[by_year]), 0)
    without = np.setdiff1d(np.arange(len(alerts), dtype=np.int32), owners[exact | ranged])
    births = np.concatenate((alerts.birth_earliest[exact], months[in_month], years, np.full(len(without), UNDATED)))
    repeats = (after - first)[by_year]
    of_births = np.concatenate((owners[exact], owners[in_month], np.repeat(owners[by_year], repeats), without))
    by_years = np.where(alerts.birth_approximate, APPROXIMATE_BIRTH, RANGE_OF_BIRTHS * (after - first > 1))[by_year]
    known, unknown = np.zeros(exact.sum() + in_month.sum(), np.int8), np.zeros(len(without), np.int8)
    traits = np.concatenate((known, np.repeat(by_years, repeats), unknown))
    return births.astype(np.int32), of_births.astype(np.int32), traits.astype(np.int8)


def _years(days: Int32Column) -> Int32Column:
    years: Int32Column = days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int32)
    years += 1970
    return years


def _months(days: Int32Column) -> Int32Column:
    months: Int32Column = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int32)
    return months % 12 + 1


def period_keys(years: Int32Column, months: "Int32Column | int") -> Int32Column:
    """Return the keys of periods; the first of a year is for what is known to the year only, the months follow."""
    return FIRST_PERIOD + years * PERIODS_A_YEAR + months


def _rows_of(alerts: PersonBatch, chosen: Int32Column) -> Int32Column:
    return children(alerts.name_offsets, chosen)


def _documents(alerts: PersonBatch) -> tuple[npt.NDArray[np.uint32], Int32Column]:
    keys = np.array(
        [document_key(alerts.document_number[row]) for row in range(len(alerts.document_number))], np.uint32
    )
    owners = np.repeat(np.arange(len(alerts), dtype=np.int32), np.diff(alerts.document_offsets))
    order = np.lexsort((owners, keys))
    return keys[order], owners[order]
