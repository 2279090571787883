"""Steps of a document check and what they come to (BSI TR-03135-1 v2.5, sections 3.5 and 5.4)."""

import msgspec
import pytest

from tournai.documents.verdict import Check, Outcome, failed, not_done, overall, passed, undetermined, verdict_of
from tournai.values.wordings import say

HOLDS = passed(Check.SECURITY_OBJECT_SIGNATURE, say("the signature holds"), "EF.SOD")
UNKNOWN = undetermined(Check.DS_CERTIFICATE_SIGNATURE, say("no CSCA"), "trust store")
WRONG = failed(Check.DATA_GROUP_INTEGRITY, say("another hash"), "EF.SOD", "DG2")
ABSENT = not_done(Check.ACTIVE_AUTHENTICATION, say("no DG15"), "EF.SOD")


def test_one_failed_step_fails_the_whole() -> None:
    assert overall([HOLDS, UNKNOWN, WRONG, ABSENT]) is Outcome.FAILED


def test_a_step_that_cannot_tell_leaves_the_whole_undetermined() -> None:
    assert overall([HOLDS, UNKNOWN, ABSENT]) is Outcome.UNDETERMINED


def test_a_step_that_was_not_done_decides_nothing() -> None:
    assert overall([HOLDS, ABSENT]) is Outcome.PASSED


def test_without_a_step_that_was_run_nothing_was_checked() -> None:
    assert overall([ABSENT]) is Outcome.NOT_DONE


def test_a_verdict_is_no_boolean() -> None:
    with pytest.raises(TypeError, match="steps"):
        bool(verdict_of([HOLDS]))


def test_a_step_tells_its_section_and_word_of_the_guideline() -> None:
    step = msgspec.to_builtins(WRONG)

    assert step == {
        "step": "data_group_integrity",
        "outcome": "failed",
        "code": "5.6.4.4.2",
        "result": "failed",
        "reason": "another hash",
        "source": "EF.SOD",
        "subject": "DG2",
    }
