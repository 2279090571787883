"""Orders: canonical content, versions, signatures, renderings, case identifiers."""

from datetime import date

import msgspec
import pytest
from tests.fakes.orders import FURTHER, issued_by_judge, traffic_order, with_form

from tournai.errors import Malformed
from tournai.providers.orders import BOXES, Audience, DataCategory, SignedOrder, amend, read, render, write
from tournai.providers.orders.canonical import content_hash, digests
from tournai.providers.orders.case_ids import CaseId, MalformedCaseId, next_case_id, parse_case_id
from tournai.providers.orders.conditions import ANNEX_IV
from tournai.providers.orders.parties import BOUND_STATES
from tournai.providers.orders.renderings import AlteredOrder, rendered_hash

SIGNED = SignedOrder(order=traffic_order(), signatures=issued_by_judge(traffic_order()))
SECRETS = (FURTHER.necessity, FURTHER.case_summary, "Arrests are planned.")


class TestRenderings:
    """Regulation (EU) 2023/1543, Art. 9(2): Art. 5(5)(a) to (h) to the addressee, (a) to (j) to who is notified."""

    def test_addressee_gets_nothing_of_section_m_or_the_case_file(self) -> None:
        written = write(render(SIGNED, Audience.ADDRESSEE)).decode()

        assert [secret for secret in SECRETS if secret in written] == []

    def test_enforcing_authority_gets_section_m_and_no_case_file(self) -> None:
        written = write(render(SIGNED, Audience.ENFORCING_AUTHORITY)).decode()

        assert [secret for secret in SECRETS if secret in written] == list(SECRETS[:2])

    @pytest.mark.parametrize("audience", Audience)
    def test_every_rendering_has_the_hash_that_was_signed(self, audience: Audience) -> None:
        rendering = read(write(render(SIGNED, audience)))

        assert {one.content_hash for one in rendering.signatures} == {rendered_hash(rendering)}

    @pytest.mark.parametrize("audience", Audience)
    def test_what_was_written_is_read_back(self, audience: Audience) -> None:
        rendering = render(SIGNED, audience)

        assert read(write(rendering)) == rendering

    @pytest.mark.parametrize("word", [b"+32470000017", b"No other source", b"Arrests are"])
    def test_altered_part_is_refused(self, word: bytes) -> None:
        written = write(render(SIGNED, Audience.ISSUING_AUTHORITY))

        with pytest.raises(AlteredOrder):
            read(written.replace(word, word[:-1] + b"X"))

    def test_guess_at_section_m_cannot_be_tested_without_its_blind(self) -> None:
        other = msgspec.structs.replace(traffic_order(), blinds=("33" * 16, "22" * 16))

        assert digests(other).further != digests(traffic_order()).further

    @pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"format": "tournai-order/1"}', b"\xff", b"[" * 100_000])
    def test_other_bytes_are_malformed(self, data: bytes) -> None:
        with pytest.raises(Malformed):
            read(data)


class TestVersions:
    """Art. 9(1): the content that is certified is the content that is sent."""

    def test_changed_order_is_the_next_version_of_the_same_case_without_signature(self) -> None:
        changed = amend(SIGNED, with_form(traffic_order(), language="fr", case_id="another"))

        assert (changed.order.form.version, changed.order.form.case_id) == (2, SIGNED.order.form.case_id)
        assert changed.valid_signatures == ()

    def test_every_field_of_the_form_changes_the_hash(self) -> None:
        changed = with_form(traffic_order(), language="fr")

        assert content_hash(digests(changed)) != content_hash(digests(traffic_order()))


class TestCaseIds:
    """ETSI TS 104 144, GlobalCaseId."""

    def test_example_of_the_profile_is_read_and_written(self) -> None:
        case = parse_case_id("EIO-AT-PL-2019-09-10-0012-1")

        assert case == CaseId("EIO", "AT", "PL", date(2019, 9, 10), 12, 1)
        assert str(case) == "EIO-AT-PL-2019-09-10-0012-1"

    @pytest.mark.parametrize(
        "text",
        [
            "EPOC-BE-IE-2026-11-24-0000-7",
            "EPOC-BE-IE-2026-11-24-0001-07",
            "EPOC-BE-IE-2026-11-24-0001-2147483648",
            "EPOC-BEL-IE-2026-11-24-0001-7",
            "EPOC-BE-IE-2026-02-29-0001-7",
            "EPOC-BE-IE-2026-11-24-0001-7\n",
            "",
        ],
    )
    def test_other_text_is_malformed(self, text: str) -> None:
        with pytest.raises(MalformedCaseId):
            parse_case_id(text)

    def test_numbers_run_by_day_installation_and_executing_state(self) -> None:
        template = parse_case_id("EPOC-BE-IE-2026-11-24-0001-7")
        given = [
            parse_case_id(text)
            for text in (
                "EPOC-BE-IE-2026-11-24-0003-7",
                "EPOC-BE-IE-2026-11-23-0009-7",
                "EPOC-BE-LU-2026-11-24-0009-7",
                "EPOC-BE-IE-2026-11-24-0009-8",
            )
        ]

        assert str(next_case_id(template, given)) == "EPOC-BE-IE-2026-11-24-0004-7"

    def test_day_without_numbers_left_is_refused(self) -> None:
        full = parse_case_id("EPOC-BE-IE-2026-11-24-9999-7")

        with pytest.raises(MalformedCaseId):
            next_case_id(full, [full])


def test_form_has_the_boxes_of_section_f() -> None:
    counts = [sum(box.category is category for box in BOXES.values()) for category in DataCategory]

    assert counts == [8, 2, 6 + 6 + 3 + 3, 9]


def test_annex_iv_has_its_32_categories() -> None:
    assert (len(ANNEX_IV), ANNEX_IV[1], ANNEX_IV[-1]) == (32, "terrorism", "sabotage")


def test_every_member_state_but_denmark_is_bound() -> None:
    assert len(BOUND_STATES) == 26
    assert "DK" not in BOUND_STATES
