"""The Specially Designated Nationals list in its legacy files of comma-separated values: its individuals.

``SDN.CSV`` holds the entries, with births, states and numbers as remarks in words; ``ALT.CSV`` the aliases; ``ADD.CSV``
the addresses, which no comparison uses and which are therefore not kept. ``-0-`` stands for nothing.

Source: OFAC, ``dat_spec.txt`` (SDN data specification); remarks as the published files write them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from tournai.alerts.identity_documents import read_document, read_expiry
from tournai.alerts.official.ofac import NUMBER_KINDS, document_type, sex_of
from tournai.alerts.reading import Entry, Reading, unique
from tournai.alerts.records import Alert, AlertList, ListFormat
from tournai.alerts.rows import decoded, read_lines
from tournai.errors import Malformed
from tournai.values import Document, Name, NameKind, Person
from tournai.values.wordings import say

SDN_COLUMNS, ADD_COLUMNS, ALT_COLUMNS = 12, 6, 5
REFERENCE, NAME, TYPE, PROGRAMME, REMARKS = 0, 1, 2, 3, 11
ALT_KIND, ALT_NAME = 2, 3
NOTHING = "-0-"
END_OF_FILE = "\x1a"
"""The control character with which these files end."""

PERSON_TYPE = "individual"
ALIAS_KINDS = {"fka": NameKind.FORMER}
REMARK_KINDS = {"a": NameKind.WEAK_ALIAS, "f": NameKind.FORMER, "n": NameKind.WEAK_ALIAS}
"""Aliases in the remarks are the weak ones; the strong ones stand in ``ALT.CSV``."""

NAME_REMARK = re.compile(r"^(?P<kind>[afn])\.k\.a\.\s+'(?P<name>.+?)'?$", re.IGNORECASE)
FACT_REMARK = re.compile(r"^(?:alt\.\s+)?(?P<field>DOB|POB|nationality|citizen|Gender)\s+(?P<text>.+)$", re.IGNORECASE)
NUMBER_REMARK = re.compile(
    r"^(?:alt\.\s+)?(?P<type>[A-Z][\w.'# ]{2,40}?)\s+(?P<number>(?:[A-Z]{1,3}\s)?\S*\d\S*)"
    r"(?:\s+\((?P<state>[^)]*)\))?(?P<dates>(?:\s.*)?)$"
)
NUMBER_TYPE_ENDS = ("passport", "no.", "number", "card", " id")
"""How a remark's first words end where they name a type of number; others are in `NUMBER_KINDS`."""

Row = list[str]
Facts = Mapping[str, list[str]]


def read(data: bytes, *more: bytes) -> AlertList:
    """Return the individuals of ``SDN.CSV``, with the aliases of ``ALT.CSV`` where it is among ``more``.

    These files bear no date, so ``published_on`` is ``None``.

    Raises:
        Malformed: A file is not text, not comma-separated values, or has no row of its format.
    """
    reading = Reading()
    rows = list(_rows(data))
    if not any(len(row) == SDN_COLUMNS for _, row in rows):
        raise Malformed(say("not SDN.CSV: no row has {columns} columns", columns=SDN_COLUMNS), code="columns")
    aliases = _aliases(reading, more)
    for line, row in rows:
        if len(row) != SDN_COLUMNS:
            reading.reject(
                line,
                "",
                say("a row of {found} columns where {expected} were expected", found=len(row), expected=SDN_COLUMNS),
                line,
            )
        elif row[TYPE].lower() != PERSON_TYPE:
            reading.not_persons += 1
        else:
            _read_row(reading, line, row, aliases.get(row[REFERENCE], []))
    return reading.result(ListFormat.OFAC_CSV, None)


def _rows(data: bytes) -> Iterator[tuple[int, Row]]:
    """Yield the rows with their line from 1; white space is single and ``-0-`` is empty."""
    for line, row in read_lines(decoded(data)):
        cells = [cell for cell in row if cell != END_OF_FILE]
        if any(cells):
            yield line, ["" if cell == NOTHING else cell for cell in cells]


def _aliases(reading: Reading, more: tuple[bytes, ...]) -> dict[str, list[Name]]:
    """Return the names of ``ALT.CSV`` by reference; the rows of ``ADD.CSV`` are known by their width and left out."""
    aliases: dict[str, list[Name]] = defaultdict(list)
    for line, row in (numbered for file in more for numbered in _rows(file)):
        if len(row) == ALT_COLUMNS and row[ALT_NAME]:
            kind = ALIAS_KINDS.get(row[ALT_KIND].lower(), NameKind.ALIAS)
            aliases[row[REFERENCE]].append(_name(row[ALT_NAME], kind))
        elif len(row) != ADD_COLUMNS:
            reading.note(line, row[0][:20], say("a row that belongs neither to ADD.CSV nor to ALT.CSV"), line)
    return aliases


def _read_row(reading: Reading, line: int, row: Row, aliases: list[Name]) -> None:
    entry = Entry(reading, line, row[REFERENCE], line)
    programmes = unique(part.strip("[] ") or None for part in row[PROGRAMME].split("] ["))
    entry.keep(
        Alert(
            reference=entry.reference,
            category=programmes[0] if programmes else "",
            person=_person(entry, row, aliases),
            programmes=programmes,
        )
    )


def _person(entry: Entry, row: Row, aliases: list[Name]) -> Person:
    remarks = row[REMARKS].removesuffix(".").split("; ")
    facts = _facts(remarks)
    own = [_name(row[NAME], NameKind.PRIMARY)] if row[NAME] else []
    return Person(
        names=unique([*own, *aliases, *map(_alias, remarks)]),
        births=entry.births(facts["dob"]),
        sex=sex_of(facts["gender"]),
        nationalities=entry.states([*facts["nationality"], *facts["citizen"]], "nationality"),
        birthplaces=unique(facts["pob"]),
        documents=unique(_document(entry, remark) for remark in remarks),
    )


def _name(text: str, kind: NameKind) -> Name:
    """Return a name written ``SURNAME, given``."""
    surname, _, given = text.partition(", ")
    return Name(surname, given, kind)


def _alias(remark: str) -> Name | None:
    found = NAME_REMARK.match(remark)
    return _name(found["name"], REMARK_KINDS[found["kind"].lower()]) if found else None


def _facts(remarks: list[str]) -> Facts:
    facts: dict[str, list[str]] = defaultdict(list)
    for remark in remarks:
        found = FACT_REMARK.match(remark)
        if found:
            facts[found["field"].lower()].append(found["text"])
    return facts


def _document(entry: Entry, remark: str) -> Document | None:
    found = NUMBER_REMARK.match(remark)
    if found is None:
        return None
    words = found["type"].lower()
    kind = document_type(words) if words in NUMBER_KINDS or words.endswith(NUMBER_TYPE_ENDS) else None
    if kind is None:
        return None
    return read_document(entry, kind, found["number"], found["state"] or "", read_expiry(found["dates"]))
