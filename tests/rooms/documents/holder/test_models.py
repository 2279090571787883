"""Models are taken from their packages as they are, by digest."""

import msgspec
import pytest

from tournai.documents.holder.models import LEADER, MODELS, ModelFile, read_model
from tournai.errors import Unavailable, Unverified


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_model_is_the_one_whose_errors_are_published(model: ModelFile) -> None:
    assert read_model(model)


def test_model_of_another_digest_is_not_used() -> None:
    with pytest.raises(Unverified, match="another digest"):
        read_model(msgspec.structs.replace(LEADER, sha256="0" * 64))


def test_model_of_a_package_that_is_not_installed_is_unavailable() -> None:
    with pytest.raises(Unavailable, match="biometrics"):
        read_model(msgspec.structs.replace(LEADER, package="no-such-package"))
