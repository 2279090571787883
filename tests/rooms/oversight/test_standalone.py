"""The stand-alone verifier, run as its reader would: one file, plain Python, outside the package."""

import base64
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from tests.rooms.oversight.logs import PUBLIC_KEY, checkpoints, entries

import tournai.oversight
from tournai.errors import TournaiError
from tournai.oversight.export import export_lines, verify_export
from tournai.oversight.log import erased, write_note
from tournai.oversight.retention import RETENTION, STREAM_RETENTION

SCRIPT = Path(tournai.oversight.__file__).parent / "standalone" / "verify_log.py"
LOG = entries(6)
ROW = checkpoints(LOG, 0, 4, 6)
GOOD = tuple(export_lines(LOG, ROW, PUBLIC_KEY))
KEY = base64.b64encode(PUBLIC_KEY).decode()
SHORT = tuple(export_lines(LOG[:4], ROW[:2], PUBLIC_KEY))


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_log", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(tmp_path: Path, lines: tuple[bytes, ...], *options: str) -> tuple[int, str]:
    file = tmp_path / "log.jsonl"
    file.write_bytes(b"".join(lines))
    command = [sys.executable, "-I", "-S", str(SCRIPT), str(file), *options]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    return done.returncode, done.stdout


class TestCommand:
    """Without site packages (-S) and isolated (-I): it needs Python and nothing else."""

    def test_a_whole_log_holds(self, tmp_path: Path) -> None:
        code, output = run(tmp_path, GOOD, "--key", KEY)

        assert code == 0
        assert output.startswith("holds: piu.example/log/pnr: 6 entries, 0 of them erased, 3 checkpoints")

    def test_it_writes_the_events(self, tmp_path: Path) -> None:
        output = run(tmp_path, GOOD, "--events")[1]

        assert output.count('"kind":"match:opened"') == 6

    @pytest.mark.parametrize(
        ("lines", "said"),
        [
            (GOOD[:-1], "BROKEN: entry 5: truncated"),
            ((*GOOD[:5], *GOOD[6:]), "BROKEN: entry 1: misplaced"),
            ((*GOOD[:5], GOOD[6], GOOD[5], *GOOD[7:]), "BROKEN: entry 1: misplaced"),
            ((*GOOD[:5], GOOD[5].replace(b"officer-1", b"officer-2"), *GOOD[6:]), "BROKEN: entry 1: payload edited"),
            ((*GOOD[:2], *GOOD[3:]), "BROKEN: entry 0: a checkpoint is missing"),
            ((), "BROKEN: line 1: missing"),
        ],
        ids=["truncated", "deleted", "reordered", "edited", "checkpoint deleted", "empty"],
    )
    def test_the_first_bad_entry_is_named(self, tmp_path: Path, lines: tuple[bytes, ...], said: str) -> None:
        code, output = run(tmp_path, lines)

        assert code == 1
        assert output.startswith(said)

    def test_another_key_is_refused(self, tmp_path: Path) -> None:
        code, output = run(tmp_path, GOOD, "--key", base64.b64encode(bytes(32)).decode())

        assert (code, output) == (1, "BROKEN: line 1: the file names another key than the one given\n")

    def test_a_witness_shows_a_log_cut_off_with_its_checkpoints(self, tmp_path: Path) -> None:
        witness = tmp_path / "checkpoint"
        witness.write_text(write_note(ROW[2]), encoding="utf-8")

        assert run(tmp_path, SHORT)[0] == 0
        assert run(tmp_path, SHORT, "--witness", str(witness))[1].startswith("BROKEN: entry 4: truncated")

    def test_the_key_may_be_in_hexadecimal(self, tmp_path: Path) -> None:
        assert run(tmp_path, GOOD, "--key", PUBLIC_KEY.hex())[0] == 0
        assert run(tmp_path, GOOD, "--key", bytes(32).hex())[0] == 1

    @pytest.mark.parametrize("key", ["", "no key", PUBLIC_KEY.hex()[:-2], "z" * 64, KEY[:-4]])
    def test_a_key_in_neither_notation_is_a_wrong_command(self, tmp_path: Path, key: str) -> None:
        assert run(tmp_path, GOOD, "--key", key) == (2, "")

    def test_the_log_s_own_checkpoint_is_found_in_a_node_s_file(self, tmp_path: Path) -> None:
        other = checkpoints(LOG, 0, 2)[1]
        foreign = write_note(other).replace("/log/pnr", "/log/node")
        witness = tmp_path / "checkpoints.txt"
        witness.write_text(f"\n{write_note(ROW[1])}\n{foreign}\n{write_note(ROW[2])}", encoding="utf-8")

        assert run(tmp_path, GOOD, "--witness", str(witness))[0] == 0
        assert run(tmp_path, SHORT, "--witness", str(witness))[1].startswith("BROKEN: entry 4: truncated")

    @pytest.mark.parametrize("text", ["", "\n\n", write_note(ROW[1]).replace("/log/pnr", "/log/node")])
    def test_a_witness_of_another_log_proves_nothing(self, tmp_path: Path, text: str) -> None:
        witness = tmp_path / "checkpoint"
        witness.write_text(text, encoding="utf-8")

        said = "BROKEN: a witness holds no checkpoint of piu.example/log/pnr\n"
        assert run(tmp_path, GOOD, "--witness", str(witness)) == (1, said)

    def test_a_checkpoint_without_its_signature_is_none(self, tmp_path: Path) -> None:
        witness = tmp_path / "checkpoint"
        witness.write_text(write_note(ROW[1]).partition("\n\n")[0], encoding="utf-8")

        assert run(tmp_path, GOOD, "--witness", str(witness))[1] == "BROKEN: a checkpoint cannot be read\n"

    def test_a_missing_file_is_a_wrong_command(self, tmp_path: Path) -> None:
        assert run(tmp_path, GOOD, "--witness", str(tmp_path / "none"))[0] == 2


class TestEd25519:
    """RFC 8032 section 7.1, tests 1 to 3."""

    VECTORS = (
        (
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
    )

    @pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
    def test_a_signature_of_the_standard_verifies(
        self, script: ModuleType, key: str, message: str, signature: str
    ) -> None:
        assert script.is_signed(bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature))

    @pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
    def test_it_does_not_verify_another_message(
        self, script: ModuleType, key: str, message: str, signature: str
    ) -> None:
        assert not script.is_signed(bytes.fromhex(key), bytes.fromhex(message) + b"x", bytes.fromhex(signature))

    @pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
    def test_a_second_form_of_a_signature_is_refused(
        self, script: ModuleType, key: str, message: str, signature: str
    ) -> None:
        """RFC 8032 section 5.1.7, step 1: S lies below the order of the group."""
        given = bytes.fromhex(signature)
        shifted = int.from_bytes(given[32:], "little") + 2**252 + 27742317777372353535851937790883648493

        assert not script.is_signed(
            bytes.fromhex(key), bytes.fromhex(message), given[:32] + shifted.to_bytes(32, "little")
        )


def test_it_agrees_with_the_package_on_erased_events(script: ModuleType) -> None:
    row = checkpoints(LOG, 0, 4, 6, days=5 * 366)
    lines = tuple(export_lines((*(erased(entry) for entry in LOG[:4]), *LOG[4:]), row, PUBLIC_KEY))

    assert verify_export(lines).erased == 4
    assert "6 entries, 4 of them erased" in script.verify(iter(lines))


def test_it_agrees_with_the_package_on_an_early_erasure(script: ModuleType) -> None:
    lines = tuple(export_lines((*LOG[:5], erased(LOG[5])), ROW, PUBLIC_KEY))

    with pytest.raises(TournaiError, match="erased early"):
        verify_export(lines)
    with pytest.raises(script.BrokenLogError, match="entry 5: erased early"):
        script.verify(iter(lines))


def test_it_knows_the_periods_of_the_package(script: ModuleType) -> None:
    months = {stream.value: RETENTION[kind].months for stream, kind in STREAM_RETENTION.items()}

    assert {stream: years * 12 for stream, years in script.RETENTION_YEARS.items()} == months
