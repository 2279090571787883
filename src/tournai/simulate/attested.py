"""Reading the folder of attested names, real lists and real pairs into the tables that labelled data is made from.

A table stands in the folder ``matching`` as ``NAME.tsv.gz`` or ``NAME_half.tsv.gz`` (one side of a split, or the
whole), the lists in ``watchlists``. The lists are read here by a reader of its own, which takes only what the generator
needs: labelled data must not change when the node's readers do.
"""

import csv
import gzip
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element

from tournai.errors import Malformed
from tournai.screening.evaluation.tables import CrossListPair, FullName, Listed, Stranger, Tables, Unit
from tournai.values import Name, NameKind, PartialDate, Person, Sex, StateCode, state_code
from tournai.values.partial_dates import read_partial_date

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
"""Where the data set lies beside a checkout."""

SEXES = {"male": Sex.MALE, "female": Sex.FEMALE, "m": Sex.MALE, "f": Sex.FEMALE}
Row = dict[str, str]


def read_tables(folder: Path = SHARED) -> Tables:
    """Return the tables of a folder; tables that it does not hold stay empty.

    Raises:
        Malformed: The folder holds none of them.
    """
    rows = {name: list(_rows(folder / "matching", name)) for name in _NAMES}
    listed = _told_apart(person for name, read in _LISTS.items() for person in read(folder / "watchlists", name))
    if not any(rows.values()) and not listed:
        raise Malformed(f"{folder}: holds neither name tables nor lists", code="no-tables")
    strangers = rows["yente_negatives_global"] + rows["yente_negatives_us"]
    return Tables(
        units=tuple(_unit(row) for row in rows["arabic_latin_units"]),
        full_names=tuple(_full_name(row) for row in rows["arabic_latin_fullnames"]),
        listed=listed,
        pairs=tuple(pair for row in rows["crosslist_alias_pairs"] if (pair := _pair(row))),
        strangers=tuple(map(_stranger, strangers)),
        nicknames=tuple((row["name1"], row["name2"]) for row in rows["nicknames_en"]),
    )


_NAMES = (
    "arabic_latin_units", "arabic_latin_fullnames", "crosslist_alias_pairs", "yente_negatives_global",
    "yente_negatives_us", "nicknames_en",
)  # fmt: skip


def read_list(folder: Path, pattern: str) -> tuple[Listed, ...]:
    """Return the persons of the newest list in the folder whose path fits the pattern; its folder says whose it is."""
    reader = next(read for known, read in _LISTS.items() if known.partition("/")[0] == pattern.partition("/")[0])
    return _told_apart(reader(folder, pattern))


def _told_apart(persons: Iterable[Listed]) -> tuple[Listed, ...]:
    """Return listed persons, a number after the identifier of those whose list gives it twice."""
    seen: Counter[str] = Counter()
    found = []
    for one in persons:
        seen[one.id] += 1
        found.append(Listed(f"{one.id}/{seen[one.id]}", one.person) if seen[one.id] > 1 else one)
    return tuple(found)


def table_file(folder: Path, name: str) -> Path | None:
    """Return the file of a table, whole or half, packed or not; ``None`` where the folder has none."""
    endings = [f"{half}.{kind}{packed}" for half in ("", "_half") for kind in ("tsv", "csv") for packed in ("", ".gz")]
    return next((path for end in endings if (path := folder / f"{name}{end}").is_file()), None)


def _rows(folder: Path, name: str) -> Iterator[Row]:
    path = table_file(folder, name)
    if path is None:
        return
    text = io.StringIO(_unpacked(path).decode("utf-8-sig"), newline="")
    if ".tsv" in path.name:
        yield from csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE)
    else:
        yield from csv.DictReader(text)


def _unpacked(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def _state(text: str) -> StateCode | None:
    return state_code(text) if text else None


def _unit(row: Row) -> Unit:
    state = _state(row["country"]) or StateCode("XXX")
    return Unit(row["arabic_key"], " ".join(row["latin"].split()), state, row["role"], int(row["count"]))


def _full_name(row: Row) -> FullName:
    state = _state(row["country"]) or StateCode("XXX")
    return FullName(row["arabic_key"], row["latin"], state, row["latin_lang"] == "alias")


def _pair(row: Row) -> CrossListPair | None:
    birth = read_partial_date(row["query_dob"])
    surname, given = row["query_surname"], row["query_given"]
    if birth is None:
        return None
    # A list that does not say which name is which is read into one field of the pairs: into the surname here.
    surname, given = (surname, given) if surname else (given, "")
    return CrossListPair(row["target_id"], row["similarity_band"] == "near", surname, given, birth)


def _stranger(row: Row) -> Stranger:
    given = tuple(part for part in (row["first_name"], row["middle_name"]) if part)
    return Stranger(
        given,
        row["last_name"],
        SEXES.get(row["gender"], Sex.UNKNOWN),
        read_partial_date(row["date_of_birth"]),
        _state(row["nationality"]),
    )


def _entries(folder: Path, name: str, tag: str) -> Iterator[Element]:
    files = sorted(folder.glob(name))
    if not files:
        return
    source = io.BytesIO(_unpacked(files[-1]))
    for _, element in etree.iterparse(source, tag=f"{{*}}{tag}", resolve_entities=False, no_network=True):
        yield element
        element.clear()


def _text(element: Element, path: str) -> str:
    return " ".join("".join(element.xpath(f"string({_any_space(path)})")).split())  # type: ignore[arg-type]


def _all(element: Element, path: str) -> list[Element]:
    return element.xpath(_any_space(path))  # type: ignore[return-value]


def _any_space(path: str) -> str:
    """Return a path of local names as XPath: OFAC and the EU changed their name spaces, never the names."""
    return "/".join(f"*[local-name()='{step}']" for step in path.split("/"))


def _person(
    names: list[Name], births: list[PartialDate | None], sex: Sex, states: list[str], places: list[str]
) -> Person:
    return Person(
        names=tuple(dict.fromkeys(name for name in names if name.full)),
        births=tuple(dict.fromkeys(birth for birth in births if birth)),
        sex=sex,
        nationalities=tuple(dict.fromkeys(code for text in states if (code := _state(text)))),
        birthplaces=tuple(dict.fromkeys(filter(None, places))),
    )


def _split(surname: str, given: str, kind: NameKind) -> Name:
    return Name(surname, given, kind) if surname else Name(given, "", kind)


def _ofac(folder: Path, name: str) -> Iterator[Listed]:
    for entry in _entries(folder, name, "sdnEntry"):
        if _text(entry, "sdnType") != "Individual":
            continue
        names = [_split(_text(entry, "lastName"), _text(entry, "firstName"), NameKind.PRIMARY)]
        for aka in _all(entry, "akaList/aka"):
            kind = NameKind.WEAK_ALIAS if _text(aka, "category") == "weak" else NameKind.ALIAS
            names.append(_split(_text(aka, "lastName"), _text(aka, "firstName"), kind))
        births = [
            read_partial_date(_text(one, "dateOfBirth")) for one in _all(entry, "dateOfBirthList/dateOfBirthItem")
        ]
        sexes = [_text(one, "idNumber") for one in _all(entry, "idList/id") if _text(one, "idType") == "Gender"]
        states = [_text(one, "country") for one in _all(entry, "nationalityList/nationality")]
        states += [_text(one, "country") for one in _all(entry, "citizenshipList/citizenship")]
        places = [_text(one, "placeOfBirth") for one in _all(entry, "placeOfBirthList/placeOfBirthItem")]
        sex = SEXES.get(sexes[0].lower(), Sex.UNKNOWN) if sexes else Sex.UNKNOWN
        yield Listed(f"OFAC-{_text(entry, 'uid')}", _person(names, births, sex, states, places))


def _eu(folder: Path, name: str) -> Iterator[Listed]:
    for entry in _entries(folder, name, "sanctionEntity"):
        if not [one for one in _all(entry, "subjectType") if one.get("code") == "person"]:
            continue
        aliases = _all(entry, "nameAlias")
        names = [_eu_name(alias, is_first=alias is aliases[0]) for alias in aliases]
        births = [_eu_birth(one) for one in _all(entry, "birthdate")]
        sexes = [alias.get("gender", "") for alias in aliases if alias.get("gender")]
        states = [one.get("countryIso2Code", "") for one in _all(entry, "citizenship")]
        places = [one.get("city", "") or one.get("place", "") for one in _all(entry, "birthdate")]
        sex = SEXES.get(sexes[0].lower(), Sex.UNKNOWN) if sexes else Sex.UNKNOWN
        yield Listed(f"EU-{entry.get('logicalId')}", _person(names, births, sex, states, places))


def _eu_name(alias: Element, *, is_first: bool) -> Name:
    kind = NameKind.PRIMARY if is_first else NameKind.ALIAS
    kind = kind if alias.get("strong") == "true" else NameKind.WEAK_ALIAS
    surname = " ".join(alias.get("lastName", "").split())
    given = " ".join(f"{alias.get('firstName', '')} {alias.get('middleName', '')}".split())
    return Name(surname, given, kind) if surname else Name(" ".join(alias.get("wholeName", "").split()), "", kind)


def _eu_birth(birth: Element) -> PartialDate | None:
    return read_partial_date(birth.get("birthdate", "") or birth.get("year", ""))


def _un(folder: Path, name: str) -> Iterator[Listed]:
    parts = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
    for entry in _entries(folder, name, "INDIVIDUAL"):
        names = [Name(" ".join(filter(None, (_text(entry, part) for part in parts))))]
        for alias in _all(entry, "INDIVIDUAL_ALIAS"):
            kind = NameKind.WEAK_ALIAS if _text(alias, "QUALITY") == "Low" else NameKind.ALIAS
            names.append(Name(_text(alias, "ALIAS_NAME"), "", kind))
        births = [birth for one in _all(entry, "INDIVIDUAL_DATE_OF_BIRTH") for birth in _un_births(one)]
        states = [_text(one, "VALUE") for one in _all(entry, "NATIONALITY")]
        places = [_text(one, "CITY") for one in _all(entry, "INDIVIDUAL_PLACE_OF_BIRTH")]
        sex = SEXES.get(_text(entry, "GENDER").lower(), Sex.UNKNOWN)
        yield Listed(f"UN-{_text(entry, 'DATAID')}", _person(names, births, sex, states, places))


def _un_births(birth: Element) -> list[PartialDate | None]:
    first, last = _text(birth, "FROM_YEAR"), _text(birth, "TO_YEAR")
    years = read_partial_date(f"{first} to {last}") if first and last else None
    return [read_partial_date(_text(birth, "DATE")[:10] or _text(birth, "YEAR")), years]


_LISTS: dict[str, Callable[[Path, str], Iterator[Listed]]] = {
    "ofac/sdn_2*.xml*": _ofac,
    "eu_fsf/eu_fsf_full_*.xml*": _eu,
    "un_sc/un_consolidated_*.xml*": _un,
}
"""The newest file of each list -> its reader."""
