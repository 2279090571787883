"""The demonstration's documents: the genuine one passes, each forgery fails at the checks that tell it."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image

from tournai.documents.chip.archive import read_files
from tournai.documents.chip.faces import read_faces
from tournai.documents.holder.faces.comparison import FaceNetworks
from tournai.documents.holder.models import SFACE, YUNET, read_model
from tournai.documents.holder.portraits import Portrait, compare_portraits
from tournai.documents.inspection import Challenge, Evidence, inspect_document
from tournai.documents.trust.reading import read_trust_file, store_of
from tournai.documents.verdict import Check, Outcome, Verdict
from tournai.simulate.documents.specimens import Forgery, Specimen, make_specimen

AT = datetime(2026, 11, 24, tzinfo=UTC)
FORGED = [forgery for forgery in Forgery if forgery is not Forgery.NONE]


@pytest.fixture(scope="module")
def networks() -> FaceNetworks:
    return FaceNetworks(read_model(YUNET), read_model(SFACE))


def checked(specimen: Specimen, networks: FaceNetworks) -> Verdict:
    chip = read_files(specimen.chip)
    portrait = read_faces(chip.files["DG2"])[0].data
    pictures = {Portrait.CHIP: portrait, Portrait.PAGE: specimen.page, Portrait.LIVE: specimen.live}
    evidence = Evidence(specimen.zone, chip, challenge=Challenge(specimen.challenge, specimen.response))
    store = store_of([("csca", read_trust_file(specimen.csca))])
    return inspect_document(evidence, store, AT, compare_portraits(pictures, networks).steps).verdict


def test_genuine_document_passes(networks: FaceNetworks) -> None:
    verdict = checked(make_specimen(Forgery.NONE), networks)

    assert verdict.verdict is Outcome.PASSED
    assert Check.ACTIVE_AUTHENTICATION in {step.step for step in verdict.steps if step.outcome is Outcome.PASSED}


@pytest.mark.parametrize("forgery", FORGED)
def test_forgery_fails_at_the_checks_that_tell_it(networks: FaceNetworks, forgery: Forgery) -> None:
    specimen = make_specimen(forgery)

    verdict = checked(specimen, networks)

    assert verdict.verdict is Outcome.FAILED
    assert specimen.told_by <= {step.step for step in verdict.steps if step.outcome is Outcome.FAILED}


def test_page_is_of_the_size_of_a_passport() -> None:
    page = Image.open(BytesIO(make_specimen(Forgery.NONE).page))

    assert page.size == (1476, 1039)  # 125 x 88 mm at 300 dpi


def test_specimen_is_the_same_each_time() -> None:
    assert make_specimen(Forgery.BIRTH_DATE) == make_specimen(Forgery.BIRTH_DATE)
