"""What a new edition of a list changes."""

import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest
from lxml import etree

from tournai.alerts import (
    Alert,
    AlertList,
    BadRow,
    FieldChange,
    ListFormat,
    Quality,
    diff,
    digest,
    field_changes,
    is_suspicious,
    read_list,
)
from tournai.values import Name, NameKind, PartialDate, Person, StateCode

KEY = b"k" * 32


NAME_TEXTS = "FIRST_NAME/text() | SECOND_NAME/text() | THIRD_NAME/text() | FOURTH_NAME/text()"
ALL_TEXTS = ".//text()"


def texts_by_reference(data: bytes, path: str) -> dict[str, list[str]]:
    """Return the words of every individual that an xpath selects, by reference."""
    return {
        person.findtext("REFERENCE_NUMBER", "").strip(): " ".join(map(str, person.xpath(path))).split()
        for person in etree.fromstring(data).iter("INDIVIDUAL")
    }


def different(before: dict[str, list[str]], after: dict[str, list[str]]) -> set[str]:
    return {reference for reference in before.keys() & after.keys() if before[reference] != after[reference]}


def alert(reference: str, surname: str = "TESTIN") -> Alert:
    return Alert(reference, "Testland", Person(names=(Name(surname, "Orval"),)))


def known(*alerts: Alert) -> dict[str, str]:
    return {each.reference: digest(each, key=KEY) for each in alerts}


def fetched(*alerts: Alert, bad_rows: tuple[BadRow, ...] = ()) -> AlertList:
    return AlertList(ListFormat.UN, None, alerts, bad_rows)


def test_digest_is_the_same_for_the_same_content() -> None:
    assert digest(alert("1"), key=KEY) == digest(alert("1"), key=KEY)


def test_digest_differs_under_another_key() -> None:
    assert digest(alert("1"), key=KEY) != digest(alert("1"), key=b"j" * 32)


@pytest.mark.parametrize("change", [{"category": "Elsewhere"}, {"person": Person(names=(Name("TESTO"),))}])
def test_digest_differs_when_the_content_does(change: dict[str, object]) -> None:
    assert digest(alert("1"), key=KEY) != digest(msgspec.structs.replace(alert("1"), **change), key=KEY)


def test_alert_not_known_is_added() -> None:
    assert diff({}, fetched(alert("1")), key=KEY).added == (alert("1"),)


def test_alert_of_another_content_is_changed() -> None:
    assert diff(known(alert("1")), fetched(alert("1", "TESTO")), key=KEY).changed == (alert("1", "TESTO"),)


def test_alert_of_the_same_content_is_unchanged() -> None:
    found = diff(known(alert("1")), fetched(alert("1")), key=KEY)

    assert (found.added, found.changed, found.withdrawn, found.unchanged) == ((), (), (), 1)


def test_reference_no_longer_listed_is_withdrawn() -> None:
    assert diff(known(alert("1"), alert("2")), fetched(alert("2")), key=KEY).withdrawn == ("1",)


def test_reference_whose_entry_could_not_be_read_is_not_withdrawn() -> None:
    bad = BadRow(1, "1", "no name")

    assert diff(known(alert("1")), fetched(bad_rows=(bad,)), key=KEY).withdrawn == ()


@pytest.fixture
def edition(shared: Path) -> Callable[[str], bytes]:
    folder = shared / "watchlists" / "un_sc"
    return lambda day: gzip.decompress((folder / f"un_consolidated_{day}.xml.gz").read_bytes())


@pytest.mark.shared
class TestRealEditions:
    """Added and withdrawn against sets of REFERENCE_NUMBER that an xpath takes from the same files
    (the edition of 2021 has spaces after some of them)."""

    @pytest.mark.parametrize(
        ("older", "newer"),
        [("2021-03-12", "2024-05-15"), ("2024-05-15", "2026-02-27"), ("2021-03-12", "2026-02-27")],
    )
    def test_added_and_withdrawn_are_the_differences_of_the_references(
        self, edition: Callable[[str], bytes], older: str, newer: str
    ) -> None:
        before, after = (
            {str(text).strip() for text in etree.fromstring(edition(day)).xpath("//INDIVIDUAL/REFERENCE_NUMBER/text()")}
            for day in (older, newer)
        )

        found = diff(known(*read_list(ListFormat.UN, edition(older)).alerts),
                     read_list(ListFormat.UN, edition(newer)), key=KEY)  # fmt: skip

        assert {each.reference for each in found.added} == after - before
        assert set(found.withdrawn) == before - after
        assert len(found.changed) + found.unchanged == len(after & before)

    @pytest.mark.parametrize(("older", "newer"), [("2021-03-12", "2024-05-15"), ("2024-05-15", "2026-02-27")])
    def test_changed_lie_between_changed_names_and_changed_text(
        self, edition: Callable[[str], bytes], older: str, newer: str
    ) -> None:
        """At least the entries whose own name differs, at most those of which any text differs; both by lxml alone."""
        before, after = edition(older), edition(newer)
        other_name = different(texts_by_reference(before, NAME_TEXTS), texts_by_reference(after, NAME_TEXTS))
        other_text = different(texts_by_reference(before, ALL_TEXTS), texts_by_reference(after, ALL_TEXTS))

        found = diff(known(*read_list(ListFormat.UN, before).alerts), read_list(ListFormat.UN, after), key=KEY)

        assert set() < other_name <= {each.reference for each in found.changed} <= other_text


class TestSuspiciousWithdrawal:
    """A file cut short must not withdraw a list."""

    @pytest.mark.parametrize(("known", "withdrawn"), [(10, 5), (730, 36), (0, 0), (1_000_000, 50_000)])
    def test_few_withdrawals_are_taken_at_once(self, known: int, withdrawn: int) -> None:
        assert not is_suspicious(known, withdrawn)

    @pytest.mark.parametrize(("known", "withdrawn"), [(10, 6), (730, 37), (6855, 6855)])
    def test_many_withdrawals_wait_for_a_second_person(self, known: int, withdrawn: int) -> None:
        assert is_suspicious(known, withdrawn)


class TestFieldChanges:
    """What an officer reads of a changed alert."""

    def test_only_the_values_that_are_not_in_both_are_shown(self) -> None:
        before = alert("1")
        after = replaced(before, names=(*before.person.names, Name("Tester", kind=NameKind.WEAK_ALIAS)))

        assert field_changes(before, after) == (FieldChange("weak alias", (), ("Tester",)),)

    def test_changed_birth_shows_the_day_that_went_and_the_one_that_came(self) -> None:
        before = replaced(alert("1"), births=(PartialDate.in_year(1972),))
        after = replaced(alert("1"), births=(PartialDate.on(date(1972, 3, 1)),))

        assert field_changes(before, after) == (FieldChange("date of birth", ("1972",), ("1972-03-01",)),)

    def test_another_order_is_no_change(self) -> None:
        before = replaced(alert("1"), nationalities=(StateCode("BEL"), StateCode("FRA")))
        after = replaced(alert("1"), nationalities=(StateCode("FRA"), StateCode("BEL")))

        assert field_changes(before, after) == ()

    def test_every_field_of_an_alert_is_compared(self) -> None:
        """A field that is added to `Alert` and not to the comparison would change an alert and show nothing."""
        after = Alert(
            "1", "Elsewhere", Person(names=(Name("TESTO"),)), "basis", Quality.GOOD, date(2026, 1, 1), date(2026, 1, 2),
            ("Elsewhere", "Other"), "action", "decision", date(2027, 1, 1), date(2027, 1, 2), "2",
        )  # fmt: skip

        changed = {change.field for change in field_changes(alert("1"), after)}

        assert len(changed) == len(Alert.__struct_fields__) - len({"reference", "category"})


def replaced(before: Alert, **fields: object) -> Alert:
    return msgspec.structs.replace(before, person=msgspec.structs.replace(before.person, **fields))
