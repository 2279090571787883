"""Data groups whose layout the standard gives, and those that it only names (ICAO Doc 9303-10, 4.7)."""

from tests.fakes import documents as world

from tournai.documents.chip.files import read_file
from tournai.documents.chip.text_groups import read_displayed_portraits
from tournai.documents.inspection.forms import check_forms
from tournai.documents.tlv import encoded
from tournai.documents.verdict import Outcome

PORTRAITS = encoded(0x65, b"\x02\x01\x01" + encoded(0x5F40, world.PICTURE))


def test_displayed_portraits_are_read() -> None:
    assert read_displayed_portraits(read_file(PORTRAITS)) == (world.PICTURE,)


def test_groups_without_a_layout_are_named() -> None:
    files = {"DG5": PORTRAITS, "DG6": encoded(0x66, b""), "DG9": encoded(0x69, b"\x02\x01\x01")}

    found = {step.subject: (step.outcome, str(step.reason)) for step in check_forms(world.read(files))}

    assert found["DG5"][0] is Outcome.PASSED
    assert found["DG6"] == (Outcome.NOT_DONE, "known, not read: reserved by the standard")
    assert found["DG9"][1].endswith("structure")
