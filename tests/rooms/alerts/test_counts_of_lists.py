"""Every published list of the shared data set, against counts and differences that nothing of Tournai made.

`tests/vectors/watchlists/count.py` was committed before the readers that it checks. Numbers only: no listed person is
named here or printed.
"""

from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from tournai.alerts import AlertList, ListFormat, diff, digest, read_list
from tournai.values import DocumentKind

COUNTER = Path(__file__).parents[2] / "vectors" / "watchlists" / "count.py"
SPEC = spec_from_file_location("count_of_watchlists", COUNTER)
assert SPEC
assert SPEC.loader
count = module_from_spec(SPEC)
SPEC.loader.exec_module(count)

KEY = b"k" * 32
FORMATS = {
    "un_sc": ListFormat.UN,
    "ofac": ListFormat.OFAC,
    "eu_fsf": ListFormat.EU,
    "uk_ofsi": ListFormat.UK,
    "fr_gels": ListFormat.FRANCE,
    "ftm": ListFormat.FOLLOW_THE_MONEY,
    "senzing": ListFormat.SENZING,
}
OTHER_FORMATS = {
    "ofac/csv_2021-07_sdn.csv.gz": ListFormat.OFAC_CSV,
    "eu_fsf/eu_fsf_csv_short_2018.csv.gz": ListFormat.EU_CSV,
}
WHOLE_LISTS = [name for name in count.LISTS if "delta" not in name]
CHANGES = [name for name in count.LISTS if "delta" in name]

pytestmark = pytest.mark.shared


@cache
def listed(folder: Path, name: str) -> AlertList:
    form = OTHER_FORMATS.get(name, FORMATS[name.partition("/")[0]])
    return read_list(form, count.unpacked(folder / name))


counted = cache(count.count)
difference = cache(count.difference)


@pytest.fixture
def folder(shared: Path) -> Path:
    return shared / "watchlists"


def names_of(found: AlertList) -> int:
    """Return how many different spellings the persons have, each person's counted apart."""
    return sum(len({(name.surname, name.given) for name in alert.person.names}) for alert in found.alerts)


def spelled(found: AlertList) -> int:
    return sum(len({name.full.casefold() for name in alert.person.names}) for alert in found.alerts)


def births_of(found: AlertList) -> int:
    return sum(len(alert.person.births) for alert in found.alerts)


def passports_of(found: AlertList) -> int:
    return sum(
        len({document.number for document in alert.person.documents if document.kind is DocumentKind.PASSPORT})
        for alert in found.alerts
    )


@pytest.mark.parametrize("name", WHOLE_LISTS)
def test_persons_and_others_are_as_many_as_counted(folder: Path, name: str) -> None:
    found, expected = listed(folder, name), counted(folder, name)

    assert (len(found.alerts), found.not_persons) == (expected["persons"], expected["others"])
    assert found.bad_rows == ()


@pytest.mark.parametrize("name", [name for name in WHOLE_LISTS if name.startswith(("eu_fsf", "uk_ofsi"))])
def test_spellings_of_the_eu_and_uk_are_as_many_as_counted(folder: Path, name: str) -> None:
    assert spelled(listed(folder, name)) == counted(folder, name)["names"]


@pytest.mark.parametrize("name", [name for name in WHOLE_LISTS if name.startswith(("fr_", "ftm", "senzing"))])
def test_spellings_of_json_lists_are_as_many_as_counted(folder: Path, name: str) -> None:
    assert names_of(listed(folder, name)) == counted(folder, name)["names"]


@pytest.mark.parametrize("name", [name for name in WHOLE_LISTS if name.startswith("ofac/") and "xml" in name])
def test_spellings_of_ofac_are_as_many_as_counted(folder: Path, name: str) -> None:
    assert names_of(listed(folder, name)) == counted(folder, name)["names"]


@pytest.mark.parametrize("name", [name for name in WHOLE_LISTS if name.startswith("un_sc")])
def test_un_persons_have_at_least_a_name_of_their_own_and_each_alias(folder: Path, name: str) -> None:
    """An alias of the UN list may hold several names, or repeat one: a few of two thousand."""
    expected = counted(folder, name)

    assert names_of(listed(folder, name)) >= expected["aliases"] + expected["persons"] * 0.99


@pytest.mark.parametrize("name", [name for name in WHOLE_LISTS if not name.startswith(("un_sc", "eu_fsf/eu_fsf_full"))])
def test_births_are_as_many_as_counted(folder: Path, name: str) -> None:
    assert births_of(listed(folder, name)) == counted(folder, name)["births"]


@pytest.mark.parametrize("name", [name for name in WHOLE_LISTS if name.startswith("eu_fsf/eu_fsf_full")])
def test_births_of_the_eu_are_as_counted_but_for_one_said_twice(folder: Path, name: str) -> None:
    """One person of each edition has a year given once as a year and once as a range of that year."""
    assert births_of(listed(folder, name)) == counted(folder, name)["births"] - 1


@pytest.mark.parametrize("name", [name for name in WHOLE_LISTS if name.startswith("un_sc")])
def test_births_of_the_un_are_those_counted_and_the_ones_of_aliases(folder: Path, name: str) -> None:
    found = listed(folder, name)
    unread = sum(note.reason == "the date of birth is not understood" for note in found.notes)

    assert births_of(found) >= counted(folder, name)["births"] - unread


@pytest.mark.parametrize(
    "name", [name for name in WHOLE_LISTS if name.startswith(("un_sc", "ofac/", "eu_fsf", "fr_", "ftm", "senzing"))]
)
def test_passports_are_as_many_as_counted(folder: Path, name: str) -> None:
    """Up to one in fifty apart: free text names some ("travel document"), and some numbers are written in two ways."""
    expected = counted(folder, name).get("passports", passports_of(listed(folder, name)))

    assert passports_of(listed(folder, name)) == pytest.approx(expected, rel=0.02)


@pytest.mark.parametrize("name", [name for name in WHOLE_LISTS if name.startswith("uk_ofsi")])
def test_passport_holders_of_the_uk_are_as_many_as_counted(folder: Path, name: str) -> None:
    """Free text: six of 289 say something else than a number that can be compared."""
    found = listed(folder, name)
    holders = sum(any(each.kind is DocumentKind.PASSPORT for each in alert.person.documents) for alert in found.alerts)

    assert holders == pytest.approx(counted(folder, name)["passport_holders"], rel=0.03)


@pytest.mark.parametrize("name", CHANGES)
def test_changes_hold_as_many_persons_and_deletions_as_counted(folder: Path, name: str) -> None:
    found, expected = listed(folder, name), counted(folder, name)
    deleted = len(found.deleted) - found.not_persons

    assert (len(found.alerts), deleted, found.not_persons) == (
        expected["persons"],
        expected["deleted"],
        expected["others"],
    )
    assert found.is_delta


@pytest.mark.parametrize(("older", "newer", "entries"), count.EDITIONS)
class TestEditions:
    """Two editions of one list: references and texts taken from the same files by the script."""

    def test_added_and_withdrawn_are_the_differences_of_the_references(
        self, folder: Path, older: str, newer: str, entries: object
    ) -> None:
        expected = difference(folder, older, newer, entries)

        found = between(folder, older, newer)

        assert {alert.reference for alert in found.added} == expected["added"]
        assert set(found.withdrawn) == expected["withdrawn"]
        assert len(found.changed) + found.unchanged == len(expected["kept"])

    def test_changed_lie_between_other_names_and_other_texts(
        self, folder: Path, older: str, newer: str, entries: object
    ) -> None:
        expected = difference(folder, older, newer, entries)

        changed = {alert.reference for alert in between(folder, older, newer).changed}

        assert expected["other_names"] <= changed <= expected["other_text"]


@cache
def between(folder: Path, older: str, newer: str):
    known = {alert.reference: digest(alert, key=KEY) for alert in listed(folder, older).alerts}
    return diff(known, listed(folder, newer), key=KEY)
