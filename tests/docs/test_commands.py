"""Commands as documents show them, and as `--help` and the `run` script know them."""

import shlex
from functools import reduce

import pytest
from docs.generate import REFERENCE, describe, is_shown, walk_commands
from tests.docs.pages import ROOT, shell_lines
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from tournai.cli.main import app

PROGRAM = get_command(app)
COMMANDS = dict(walk_commands(PROGRAM, ("tournai",)))
HELP = {"COLUMNS": "400", "TERMINAL_WIDTH": "400", "NO_COLOR": "1"}


def is_group(words: list[str]) -> bool:
    """Whether words name a group of commands, not a command."""
    found = reduce(lambda one, word: getattr(one, "commands", {}).get(word), words, PROGRAM)
    return isinstance(found, TyperGroup)


def words_of(line: str) -> tuple[str, ...]:
    """Return the words of a line that name its command."""
    words = shlex.split(line, comments=True)
    length = next(at for at in range(2, len(words) + 1) if not is_group(words[1:at]))
    return tuple(words[:length])


@pytest.mark.parametrize(("page", "line"), sorted(set(shell_lines())))
def test_shown_line_names_a_command(page: str, line: str) -> None:
    assert words_of(line) in COMMANDS


@pytest.mark.parametrize(("page", "line"), sorted(set(shell_lines())))
def test_shown_line_names_options_of_its_command(page: str, line: str) -> None:
    options = {option for one in COMMANDS[words_of(line)].params for option in (*one.opts, *one.secondary_opts)}

    assert {word for word in shlex.split(line, comments=True) if word.startswith("--")} <= options


@pytest.mark.parametrize("words", COMMANDS)
def test_manual_describes_options_as_help_does(words: tuple[str, ...]) -> None:
    shown = " ".join(CliRunner().invoke(app, [*words[1:], "--help"], env=HELP).output.split())

    texts = [text for _, text, _ in map(describe, filter(is_shown, COMMANDS[words].params))]
    assert [text for text in texts if text not in shown] == []


@pytest.mark.parametrize("words", COMMANDS)
def test_manual_has_a_section_for_each_command(words: tuple[str, ...]) -> None:
    assert f"\n## {' '.join(words)}\n" in (REFERENCE / "commands.md").read_text(encoding="utf-8")


def test_readme_shows_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert "git clone <this repository> tournai && cd tournai && ./run demo\n" in readme
    assert "\n./run test\n" in readme


def test_run_script_knows_what_is_no_command_of_the_program() -> None:
    script = (ROOT / "run").read_text(encoding="utf-8")

    assert [name for name in ("test", "check", "bench") if f"\n{name})\n" not in script] == []


def test_readme_fits_three_screens() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 120
