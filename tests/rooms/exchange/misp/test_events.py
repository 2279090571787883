import contextlib
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournai.errors import Malformed
from tournai.exchange.markings import HandlingCode
from tournai.exchange.misp.events import MalformedEvent, read_event, write_event
from tournai.exchange.misp.indicators import Indicator, IndicatorKind

UUID = "5b646415-7b48-40d5-86b4-c0070acd0835"


def event(**parts: object) -> bytes:
    return json.dumps({"Event": {"uuid": UUID, "info": "an invented event", **parts}}).encode()


def attribute(kind: str, value: str, **more: object) -> dict[str, object]:
    return {"type": kind, "value": value, **more}


class TestReading:
    def test_technical_and_document_indicators_are_taken(self) -> None:
        data = event(Attribute=[attribute("domain", "bad.example", to_ids=True), attribute("passport-number", "XA1")])

        assert read_event(data).indicators == (
            Indicator(IndicatorKind.DOMAIN, "domain", "bad.example", for_detection=True),
            Indicator(IndicatorKind.DOCUMENT, "passport-number", "XA1"),
        )

    def test_what_is_no_indicator_is_counted(self) -> None:
        assert read_event(event(Attribute=[attribute("comment", "seen"), attribute("link", "x")])).left_out == 2

    def test_a_person_object_is_refused_whole_with_the_document_in_it(self) -> None:
        person = {"name": "person", "Attribute": [attribute("passport-number", "XA1"), attribute("last-name", "Morel")]}

        imported = read_event(event(Object=[person]))

        assert (imported.indicators, imported.persons_refused, imported.left_out) == ((), 1, 0)

    @pytest.mark.parametrize("kind", ["last-name", "date-of-birth", "email", "phone-number", "iban"])
    def test_an_attribute_about_a_person_is_refused_wherever_it_stands(self, kind: str) -> None:
        imported = read_event(event(Object=[{"name": "file", "Attribute": [attribute(kind, "x")]}]))

        assert (imported.indicators, imported.persons_refused) == ((), 1)

    @pytest.mark.parametrize("deleted", [True, "1", 1])
    def test_what_was_deleted_is_not_taken(self, deleted: object) -> None:
        assert read_event(event(Attribute=[attribute("md5", "0" * 32, deleted=deleted)])).indicators == ()

    def test_the_markings_of_event_and_attribute_go_with_each_value(self) -> None:
        data = event(
            Tag=[{"name": "TLP:AMBER"}, {"name": "workflow:todo"}],
            Attribute=[attribute("ip-dst", "192.0.2.7", Tag=[{"name": "PAP:RED"}])],
        )

        assert read_event(data).indicators[0].markings == ("pap:red", "tlp:amber")

    @pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"Event":{}}', b'{"Event":{"uuid":"x"}}', b"[" * 100_000])
    def test_other_bytes_are_refused(self, data: bytes) -> None:
        with pytest.raises(MalformedEvent):
            read_event(data)

    @given(st.binary(max_size=200))
    def test_any_bytes_give_an_event_or_its_refusal(self, data: bytes) -> None:
        with contextlib.suppress(Malformed):
            read_event(data)

    @pytest.mark.shared
    @pytest.mark.parametrize(
        ("name", "indicators", "left_out"),
        [("existing_event.json", 83, 39), ("misp_event.json", 1, 1), ("sighting_1.json", 5, 0)],
    )
    def test_published_samples_give_what_they_hold(
        self, shared: Path, name: str, indicators: int, left_out: int
    ) -> None:
        imported = read_event((shared / "exchange" / "misp" / "events" / name).read_bytes())

        assert (len(imported.indicators), imported.left_out) == (indicators, left_out)


class TestWriting:
    INDICATORS = (
        Indicator(IndicatorKind.URL, "url", "https://bad.example/x", for_detection=True, markings=("tlp:red",)),
        Indicator(IndicatorKind.DOCUMENT, "passport-number", "XA1", markings=("tlp:red",)),
    )

    def test_what_was_written_reads_back(self) -> None:
        data = write_event("0" * 32, date(2026, 3, 2), self.INDICATORS, HandlingCode.H3)

        assert read_event(data).indicators == self.INDICATORS

    def test_nobody_but_the_own_organisation_gets_it(self) -> None:
        written = json.loads(write_event("0" * 32, date(2026, 3, 2), self.INDICATORS, HandlingCode.H0))["Event"]

        assert (written["distribution"], written["published"], "sharing_group_id" in written) == ("0", False, False)

    def test_a_type_of_no_indicator_is_not_written(self) -> None:
        wrong = Indicator(IndicatorKind.DOCUMENT, "last-name", "Morel")

        with pytest.raises(MalformedEvent):
            write_event("0" * 32, date(2026, 3, 2), (wrong,), HandlingCode.H0)
