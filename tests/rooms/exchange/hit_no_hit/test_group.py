"""ristretto255 against the vectors of RFC 9496, over every libsodium that can be found (tests/vectors/exchange)."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tournai.errors import Unavailable
from tournai.exchange.hit_no_hit.group import IDENTITY, BadElement, BadScalar, Group
from tournai.node.keys import ristretto
from tournai.node.keys.ristretto import SodiumRistretto, open_ristretto

VECTORS = json.loads((Path(__file__).parents[3] / "vectors" / "exchange" / "rfc9496.json").read_text())
ORDER = 2**252 + 27742317777372353535851937790883648493
NO_NAMES: tuple[str, ...] = ()


def scalar(number: int) -> bytes:
    return number.to_bytes(32, "little")


@pytest.fixture(scope="module", params=["the system's", "the wheel's, from memory", "the wheel's, from a file"])
def group(request: pytest.FixtureRequest) -> Group:
    """The group over each library."""
    if request.param == "the system's":
        return open_ristretto()
    load = ristretto._load_from_memory if "memory" in request.param else ristretto._load_from_file
    return SodiumRistretto(load(ristretto.wheel_library()))


class TestAppendixA1:
    """RFC 9496, appendix A.1: multiples of the generator."""

    @pytest.mark.parametrize("number", range(1, 16))
    def test_a_multiple_of_the_generator_is_the_standards(self, group: Group, number: int) -> None:
        assert group.multiply_generator(scalar(number)).hex() == VECTORS["multiples_of_generator_0_to_15"][number]

    @pytest.mark.parametrize("number", range(15))
    def test_adding_the_generator_gives_the_next_multiple(self, group: Group, number: int) -> None:
        multiples = [bytes.fromhex(text) for text in VECTORS["multiples_of_generator_0_to_15"]]

        assert group.add(multiples[number], multiples[1]) == multiples[number + 1]

    def test_the_identity_is_refused_in_a_message(self, group: Group) -> None:
        with pytest.raises(BadElement):
            group.check_element(IDENTITY)

    def test_the_order_times_an_element_is_refused_as_the_identity(self, group: Group) -> None:
        with pytest.raises(BadElement):
            group.multiply(scalar(ORDER), group.multiply_generator(scalar(1)))


class TestAppendixA2:
    """RFC 9496, appendix A.2: encodings that must be refused."""

    @pytest.mark.parametrize("text", VECTORS["bad_encodings_must_be_rejected"])
    def test_a_bad_encoding_is_refused_by_every_operation(self, group: Group, text: str) -> None:
        bad = bytes.fromhex(text)

        for operation in (group.check_element, lambda it: group.multiply(scalar(2), it), lambda it: group.add(it, it)):
            with pytest.raises(BadElement):
                operation(bad)

    def test_an_element_of_another_length_is_refused(self, group: Group) -> None:
        with pytest.raises(BadElement):
            group.multiply(scalar(2), group.multiply_generator(scalar(1)) + b"\0")


class TestAppendixA3:
    """RFC 9496, appendix A.3: uniform bytes mapped to elements."""

    @pytest.mark.parametrize("vector", VECTORS["hash_to_group"], ids=lambda vector: vector["element"][:8])
    def test_a_labels_hash_maps_to_the_standards_element(self, group: Group, vector: dict[str, str]) -> None:
        uniform = hashlib.sha512(vector["sha512_of_label"].encode()).digest()

        assert group.element_from_uniform(uniform).hex() == vector["element"]

    @pytest.mark.parametrize("text", VECTORS["uniform_strings_of_one_element"])
    def test_four_strings_map_to_one_element(self, group: Group, text: str) -> None:
        element = "304282791023b73128d277bdcb5c7746ef2eac08dde9f2983379cb8e5ef0517f"

        assert group.element_from_uniform(bytes.fromhex(text)).hex() == element


class TestScalars:
    """RFC 9496, section 4.4: scalars are integers modulo the group's order."""

    def test_scalars_add_multiply_and_invert_modulo_the_order(self, group: Group) -> None:
        one, other = scalar(ORDER - 3), scalar(7)

        assert group.add_scalars(one, other) == scalar(4)
        assert group.subtract_scalars(other, one) == scalar(10)
        assert group.multiply_scalars(one, other) == scalar(ORDER - 21)
        assert group.multiply_scalars(group.invert(other), other) == scalar(1)

    def test_the_order_itself_is_no_scalar(self, group: Group) -> None:
        with pytest.raises(BadScalar):
            group.check_scalar(scalar(ORDER))

    def test_the_greatest_scalar_is_one(self, group: Group) -> None:
        group.check_scalar(scalar(ORDER - 1))

    def test_zero_has_no_inverse(self, group: Group) -> None:
        with pytest.raises(BadScalar):
            group.invert(scalar(0))


class TestWithoutASystemLibrary:
    """Issue 6: it works on a fresh machine without a system libsodium."""

    def test_the_wheels_copy_is_loaded_where_the_system_has_none(self) -> None:
        found = open_ristretto(NO_NAMES)

        assert found.multiply_generator(scalar(1)).hex() == VECTORS["multiples_of_generator_0_to_15"][1]

    def test_loading_it_imports_no_wheel_and_leaves_no_file(self, tmp_path: Path) -> None:
        code = (
            "import sys, tempfile; from tournai.node.keys.ristretto import open_ristretto; open_ristretto(());"
            "print([name for name in sys.modules if name.startswith('rbcl')])"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], env={"TMPDIR": str(tmp_path)} | {"PYTHONPATH": ":".join(sys.path)},
            capture_output=True, text=True, check=True,
        )  # fmt: skip

        assert done.stdout.strip() == "[]"
        assert list(tmp_path.iterdir()) == []

    def test_a_machine_without_either_is_told_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ristretto, "WHEEL", "no_such_wheel")

        with pytest.raises(Unavailable, match="neither libsodium nor the package rbcl"):
            ristretto.wheel_library()
