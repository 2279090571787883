"""Pictures of a document case (rules AIA-01, AIA-05): kept only by a second officer's decision, ended with the case."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from tests.fakes.officers import BORDER_OFFICER, OTHER_BORDER_OFFICER, SECOND_LINE
from tests.node.duties.test_document_checks import FORGED, GENUINE, border_events

from tournai.errors import Malformed, Refused
from tournai.node.duties.case_biometrics import BiometricsState, decide_biometrics
from tournai.node.duties.document_cases import end_document_cases, keep_pictures, open_case, show_case
from tournai.node.duties.document_checks import Handed, check_document


def picture(shade: int = 128) -> bytes:
    made = BytesIO()
    Image.new("L", (64, 80), shade).save(made, "JPEG")
    return made.getvalue()


LIVE = picture()


@pytest.fixture
def case_id(node):
    found = check_document(node.ports, BORDER_OFFICER, Handed(zone=FORGED, live=LIVE))
    return open_case(node.ports, BORDER_OFFICER, found.receipt, with_pictures=True)


def biometrics(node, case_id):
    return show_case(node.ports, BORDER_OFFICER, case_id).biometrics


def keep(node, case_id, live=LIVE):
    keep_pictures(node.ports, BORDER_OFFICER, case_id, Handed(live=live))


def holds_picture(node):
    return [path for path in node.settings.data.rglob("*") if path.is_file() and LIVE[20:200] in path.read_bytes()]


def test_until_another_officer_decides_no_picture_is_kept(node, case_id):
    found = biometrics(node, case_id)

    assert (found.state, found.pictures) == (BiometricsState.PROPOSED, {})
    with pytest.raises(Refused, match="AIA-05"):
        keep(node, case_id)


def test_whoever_proposed_does_not_decide(node, case_id):
    with pytest.raises(Refused, match="SYS-02"):
        decide_biometrics(node.ports, BORDER_OFFICER, case_id, allow=True)


@pytest.mark.parametrize("decider", [OTHER_BORDER_OFFICER, SECOND_LINE])
def test_allowed_pictures_are_kept_sealed(node, case_id, decider):
    decide_biometrics(node.ports, decider, case_id, allow=True)
    keep(node, case_id)

    assert biometrics(node, case_id).pictures == {"live": LIVE}
    assert holds_picture(node) == []
    assert "case-biometrics:kept" in [event.kind.value for event in border_events(node)]


def test_other_pictures_than_those_of_the_check_are_not_kept(node, case_id):
    decide_biometrics(node.ports, OTHER_BORDER_OFFICER, case_id, allow=True)

    with pytest.raises(Refused, match="same files"):
        keep(node, case_id, picture(129))


def test_refused_pictures_are_never_kept(node, case_id):
    decide_biometrics(node.ports, OTHER_BORDER_OFFICER, case_id, allow=False)

    with pytest.raises(Refused):
        keep(node, case_id)
    assert biometrics(node, case_id).state is BiometricsState.REFUSED


@pytest.mark.parametrize("is_decided", [False, True])
def test_it_lapses_after_a_day(node, case_id, clock, is_decided):
    assert not is_decided or decide_biometrics(node.ports, OTHER_BORDER_OFFICER, case_id, allow=True) is None
    clock.move(timedelta(hours=24))

    assert biometrics(node, case_id).state is BiometricsState.LAPSED
    with pytest.raises(Refused):
        keep(node, case_id)


def test_without_a_proposal_there_is_nothing_to_decide(node):
    found = check_document(node.ports, BORDER_OFFICER, Handed(zone=FORGED, live=LIVE))
    case_id = open_case(node.ports, BORDER_OFFICER, found.receipt)

    with pytest.raises(Malformed):
        decide_biometrics(node.ports, OTHER_BORDER_OFFICER, case_id, allow=True)


def test_pictures_end_with_the_case(node, case_id, clock):
    decide_biometrics(node.ports, OTHER_BORDER_OFFICER, case_id, allow=True)
    keep(node, case_id)
    with node.ports.look() as unit:
        key_id = unit.document_cases.biometrics(case_id).key_id
    clock.move(timedelta(days=93))

    assert end_document_cases(node.ports) == 1
    assert node.ports.keys.open_data_keys([key_id]) == {}


def test_genuine_document_opens_no_case_for_pictures(node):
    found = check_document(node.ports, BORDER_OFFICER, Handed(zone=GENUINE, live=LIVE))

    with pytest.raises(Refused, match="AIA-05"):
        open_case(node.ports, BORDER_OFFICER, found.receipt, with_pictures=True)
