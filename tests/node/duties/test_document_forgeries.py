"""The demonstration's genuine passport and its forgeries, checked by a node that relies on Utopia's CSCA."""

import zipfile
from io import BytesIO

import msgspec
import pytest
from tests.acts import rely_on
from tests.fakes.officers import BORDER_OFFICER

from tournai.documents.inspection import Challenge
from tournai.errors import Unavailable
from tournai.node.duties.document_checks import Handed, check_document
from tournai.simulate.documents.specimens import Forgery, Specimen, make_specimen


def archive(chip: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        [made.writestr(f"{name}.bin", data) for name, data in chip.items()]
    return packed.getvalue()


def outcomes(node, specimen: Specimen, *, reads_page=False):
    rely_on(node, specimen.csca)
    zone = "" if reads_page else f"{specimen.zone[:44]}\n{specimen.zone[44:]}"
    asked = Challenge(specimen.challenge, specimen.response)
    handed = Handed(zone=zone, page=specimen.page, chip=archive(specimen.chip), live=specimen.live, challenge=asked)
    verdict = check_document(node.ports, BORDER_OFFICER, handed).findings.verdict
    failed = {step.step for step in verdict.steps if step.outcome.value == "failed"}
    return verdict.verdict.value, failed


def test_genuine_passport_passes_with_its_zone_read_from_the_page(node):
    assert outcomes(node, make_specimen(Forgery.NONE), reads_page=True) == ("passed", set())


@pytest.mark.parametrize("forgery", [one for one in Forgery if one is not Forgery.NONE])
def test_forgery_fails_at_the_steps_that_tell_it(node, forgery):
    specimen = make_specimen(forgery)

    verdict, failed = outcomes(node, specimen)

    assert verdict == "failed"
    assert specimen.told_by <= failed


class NoModels:
    def read_zone(self, *_):
        raise Unavailable("the extra biometrics is not installed at this node")

    compare_faces = read_zone


def test_node_without_models_says_so_and_checks_the_rest(node):
    ports = msgspec.structs.replace(node.ports, recognition=NoModels())
    specimen = make_specimen(Forgery.NONE)
    handed = Handed(page=specimen.page, chip=archive(specimen.chip))

    verdict = check_document(ports, BORDER_OFFICER, handed).findings.verdict

    not_done = {step.step.value for step in verdict.steps if "biometrics" in step.reason}
    assert not_done == {"mrz_consistency", "dg2_and_printed_portrait"}
