"""The index of alerts: flat arrays that any process opens at once, and nothing else.

Each distinct token of the alerts' names stands once in a sorted vocabulary; a *name row* is a name as the numbers of
its tokens. Three ways lead to name rows: births in order of their day, births known to a month or year in order of it,
and a token's own rows. Document numbers are found by key. The alerts' own columns stay beside, for the reasons.
"""

from collections.abc import Mapping

import msgspec
import numpy as np
import numpy.typing as npt

from tournai.errors import Malformed
from tournai.screening.batches import (
    Bytes,
    Float32Column,
    Int8Column,
    Int32Column,
    PersonBatch,
    TextColumn,
)
from tournai.screening.keys import document_key, keys_of
from tournai.screening.names import LONGEST_TOKEN, MOST_TOKENS, NameTokens, tokens_of
from tournai.screening.rarity import Bearers, count_bearers, groups_of, rarity_of

LAYOUT = 2
"""Raised with every change of the arrays' meaning; an index of another layout is refused."""

LONGEST_RANGE_YEARS = 12
"""A birth known less exactly than this counts as unknown when candidates are looked for."""

PERIODS_A_YEAR = 16

APPROXIMATE_YEARS = 2
"""Years that an approximate birth is searched before and after what the source says."""

Table = npt.NDArray[np.int32]
Tokens = npt.NDArray[np.bytes_]
Keys = npt.NDArray[np.uint32]
Integers = npt.NDArray[np.int32] | npt.NDArray[np.int64]


class Index(msgspec.Struct, frozen=True, eq=False):
    """An immutable index of alerts, valid over read-only and memory-mapped arrays.

    ``alerts`` are the alerts' own columns. ``bearers`` tell how rare names are; ``vocabulary`` is sorted; ``rarity``
    is in bits. ``rows`` has a line a
    name with `MOST_TOKENS` token numbers, filled up with the vocabulary's size; ``surname_counts`` tells how many
    of them are the surname's. ``x_rows`` list name rows (alerts for documents) in the order of ``x_keys``.
    """

    version: str
    alerts: PersonBatch
    bearers: Bearers
    vocabulary: Tokens
    rarity: Float32Column
    rows: Table
    row_alerts: Int32Column
    surname_counts: Int8Column
    patronymic: Int8Column
    token_keys: Keys
    token_numbers: Int32Column
    posting_offsets: Int32Column
    posting_rows: Int32Column
    day_keys: Int32Column
    day_rows: Int32Column
    born_periods: Int32Column
    born_period_rows: Int32Column
    undated_offsets: Int32Column
    undated_rows: Int32Column
    document_keys: Keys
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
    vocabulary = np.array(sorted({token for name in names for token in name.tokens}), f"S{LONGEST_TOKEN}")
    rows = _rows(names, vocabulary)
    row_alerts = np.repeat(np.arange(len(alerts), dtype=np.int32), np.diff(alerts.name_offsets))
    token_keys, token_numbers = _token_keys(vocabulary)
    groups = groups_of([token.decode() for token in vocabulary])
    if bearers is None:
        bearers = count_bearers(groups, rows, row_alerts, len(alerts))
    posting_offsets, posting_rows = _postings(rows, np.arange(len(rows), dtype=np.int32), len(vocabulary))
    days, periods, undated = _births(alerts)
    day_keys, day_rows = _rows_by_key(alerts, days)
    born_periods, born_period_rows = _rows_by_key(alerts, periods)
    undated_offsets, undated_rows = _postings(rows, _rows_of(alerts, undated), len(vocabulary))
    document_keys, document_alerts = _documents(alerts)
    return Index(
        version=version,
        alerts=alerts,
        bearers=bearers,
        vocabulary=vocabulary,
        rarity=rarity_of(groups, bearers),
        rows=rows,
        row_alerts=row_alerts,
        surname_counts=np.array([name.surname_count for name in names], np.int8),
        patronymic=np.array([name.is_patronymic for name in names], np.int8),
        token_keys=token_keys,
        token_numbers=token_numbers,
        posting_offsets=posting_offsets,
        posting_rows=posting_rows,
        day_keys=day_keys,
        day_rows=day_rows,
        born_periods=born_periods,
        born_period_rows=born_period_rows,
        undated_offsets=undated_offsets,
        undated_rows=undated_rows,
        document_keys=document_keys,
        document_alerts=document_alerts,
    )


def name_tokens(index: Index, row: int) -> NameTokens:
    """Return the tokens of a name row; none of an alert's tokens counts as cut."""
    numbers = index.rows[row]
    tokens = tuple(index.vocabulary[number].decode() for number in numbers[numbers < len(index.vocabulary)])
    surname_count = int(index.surname_counts[row])
    return NameTokens(tokens, surname_count, (False,) * len(tokens), bool(index.patronymic[row]))


def index_arrays(index: Index) -> dict[str, npt.NDArray[np.generic]]:
    """Return the index as named arrays; each can be written as one file and opened with a read-only memory map."""
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "layout": np.array([LAYOUT], np.int32),
        "version": np.frombuffer(index.version.encode(), np.uint8),
    }
    for name in _ARRAYS:
        arrays[name] = getattr(index, name)
    arrays["bearers.alerts"] = np.array([index.bearers.alerts], np.int64)
    arrays["bearers.groups"], arrays["bearers.counts"] = index.bearers.groups, index.bearers.counts
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
    return Index(
        version=bytes(arrays["version"]).decode(),
        alerts=PersonBatch(**columns),  # type: ignore[arg-type]  # each column has the type that was stored
        bearers=Bearers(int(arrays["bearers.alerts"][0]), arrays["bearers.groups"], arrays["bearers.counts"]),  # type: ignore[arg-type]  # as above
        **{name: arrays[name] for name in _ARRAYS},  # type: ignore[arg-type]  # as above
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
    "bearers.alerts",
    "bearers.groups",
    "bearers.counts",
    *_ARRAYS,
    *(f"alerts.{name}.{part}" for name in _TEXT_COLUMNS for part in ("offsets", "data")),
    *(f"alerts.{name}" for name in PersonBatch.__struct_fields__ if name not in _TEXT_COLUMNS),
)


def _in_order_of_keys(alerts: PersonBatch) -> PersonBatch:
    order = np.argsort(alerts.keys, kind="stable").astype(np.int32)
    if np.array_equal(order, np.arange(len(order))):
        return alerts
    names = _children(alerts.name_offsets, order)
    births = _children(alerts.birth_offsets, order)
    nationalities = _children(alerts.nationality_offsets, order)
    birthplaces = _children(alerts.birthplace_offsets, order)
    documents = _children(alerts.document_offsets, order)
    return PersonBatch(
        keys=alerts.keys[order],
        name_offsets=_taken_offsets(alerts.name_offsets, order),
        name_surname=_taken_text(alerts.name_surname, names),
        name_given=_taken_text(alerts.name_given, names),
        name_kind=alerts.name_kind[names],
        birth_offsets=_taken_offsets(alerts.birth_offsets, order),
        birth_earliest=alerts.birth_earliest[births],
        birth_before=alerts.birth_before[births],
        birth_approximate=alerts.birth_approximate[births],
        sex=alerts.sex[order],
        nationality_offsets=_taken_offsets(alerts.nationality_offsets, order),
        nationality=_taken_text(alerts.nationality, nationalities),
        birthplace_offsets=_taken_offsets(alerts.birthplace_offsets, order),
        birthplace=_taken_text(alerts.birthplace, birthplaces),
        document_offsets=_taken_offsets(alerts.document_offsets, order),
        document_number=_taken_text(alerts.document_number, documents),
        document_state=_taken_text(alerts.document_state, documents),
    )


def _children(offsets: Int32Column, parents: Int32Column) -> Int32Column:
    """Return the child rows that belong to the parents, in the parents' order."""
    return ranges(offsets[parents], offsets[parents + 1])


def ranges(starts: Integers, ends: Integers) -> Int32Column:
    """Return the numbers from each start to before its end, one range after the other."""
    lengths = (ends - starts).astype(np.int64)
    before = np.concatenate(([0], np.cumsum(lengths)))
    shifts = np.repeat(starts - before[:-1], lengths)
    numbers: Int32Column = (np.arange(before[-1]) + shifts).astype(np.int32)
    return numbers


def _taken_offsets(offsets: Int32Column, order: Int32Column) -> Int32Column:
    taken = np.zeros(len(order) + 1, np.int32)
    np.cumsum(np.diff(offsets)[order], out=taken[1:])
    return taken


def _taken_text(column: TextColumn, rows: Int32Column) -> TextColumn:
    data: Bytes = column.data[_children(column.offsets, rows)]
    return TextColumn(_taken_offsets(column.offsets, rows), data)


def _rows(names: list[NameTokens], vocabulary: Tokens) -> Table:
    number_of = {token.decode(): number for number, token in enumerate(vocabulary)}
    rows = np.full((len(names), MOST_TOKENS), len(vocabulary), np.int32)
    for row, name in enumerate(names):
        rows[row, : len(name.tokens)] = [number_of[token] for token in name.tokens]
    return rows


def _token_keys(vocabulary: Tokens) -> tuple[Keys, Int32Column]:
    keys: list[int] = []
    numbers: list[int] = []
    for number, token in enumerate(vocabulary):
        own = keys_of(token.decode())
        keys += own
        numbers += [number] * len(own)
    return _sorted(np.array(keys, np.uint32), np.array(numbers, np.int32))


def _sorted(keys: Keys, values: Int32Column) -> tuple[Keys, Int32Column]:
    order = np.lexsort((values, keys))
    return keys[order], values[order]


def _postings(rows: Table, chosen: Int32Column, tokens: int) -> tuple[Int32Column, Int32Column]:
    numbers = rows[chosen].ravel()
    owners = np.repeat(chosen, rows.shape[1])
    order = np.lexsort((owners, numbers))
    order = order[numbers[order] < tokens]
    offsets = np.searchsorted(numbers[order], np.arange(tokens + 1)).astype(np.int32)
    return offsets, owners[order].astype(np.int32)


Dated = tuple[Int32Column, Int32Column]


def _births(alerts: PersonBatch) -> tuple[Dated, Dated, Int32Column]:
    """Return (day, alert) of exact births, (period, alert) of the others, and the alerts that have neither."""
    owners = np.repeat(np.arange(len(alerts), dtype=np.int32), np.diff(alerts.birth_offsets))
    slack = alerts.birth_approximate.astype(np.int32) * APPROXIMATE_YEARS
    exact = (alerts.birth_before - alerts.birth_earliest == 1) & (slack == 0)
    first = _years(alerts.birth_earliest) - slack
    after = _years(alerts.birth_before - 1) + slack + 1
    ranged = ~exact & (after - first <= LONGEST_RANGE_YEARS)
    months = period_keys(_years(alerts.birth_earliest), _months(alerts.birth_earliest))
    in_month = (
        ranged
        & (slack == 0)
        & (months == period_keys(_years(alerts.birth_before - 1), _months(alerts.birth_before - 1)))
    )
    by_year = ranged & ~in_month
    years = period_keys(ranges(first[by_year], after[by_year]), 0)
    periods = np.concatenate((months[in_month], years))
    period_owners = np.concatenate((owners[in_month], np.repeat(owners[by_year], (after - first)[by_year])))
    without = np.setdiff1d(np.arange(len(alerts), dtype=np.int32), owners[exact | ranged])
    return (alerts.birth_earliest[exact], owners[exact]), (periods, period_owners), without


def _years(days: Int32Column) -> Int32Column:
    years: Int32Column = days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int32)
    years += 1970
    return years


def _months(days: Int32Column) -> Int32Column:
    months: Int32Column = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int32)
    return months % 12 + 1


def period_keys(years: Int32Column, months: "Int32Column | int") -> Int32Column:
    """Return the keys of periods; the first of a year is for what is known to the year only, the months follow."""
    return years * PERIODS_A_YEAR + months


def _rows_of(alerts: PersonBatch, chosen: Int32Column) -> Int32Column:
    return _children(alerts.name_offsets, chosen)


def _rows_by_key(alerts: PersonBatch, dated: Dated) -> tuple[Int32Column, Int32Column]:
    keys, owners = dated
    repeated = np.repeat(keys, np.diff(alerts.name_offsets)[owners])
    rows = _rows_of(alerts, owners)
    order = np.lexsort((rows, repeated))
    return repeated[order], rows[order]


def _documents(alerts: PersonBatch) -> tuple[Keys, Int32Column]:
    keys = [document_key(alerts.document_number[row]) for row in range(len(alerts.document_number))]
    owners = np.repeat(np.arange(len(alerts), dtype=np.int32), np.diff(alerts.document_offsets))
    return _sorted(np.array(keys, np.uint32), owners)
