"""What documents name exists: files, symbols, licences; and decisions have their parts."""

import re

import pytest
from tests.docs.pages import DOCS, ROOT, names_in_code

SOURCES = ROOT / "src" / "tournai"
JOURNEYS = [f"docs/journeys/{page.name}" for page in sorted((DOCS / "journeys").glob("*.md"))]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCES.rglob("*.py")))
WORDS = set(re.findall(r"\w+", CODE))
MODULES = {path.stem for path in SOURCES.rglob("*.py")} | {path.name for path in SOURCES.rglob("*") if path.is_dir()}
HOLDS_OTHERS = (
    "simulate/samples/*/", "node/web/static/vendor/*/", "documents/holder/leader/", "documents/pages/models/*/"
)  # fmt: skip
OTHERS = [path.relative_to(ROOT).as_posix() for part in HOLDS_OTHERS for path in sorted(SOURCES.glob(part))]
FILES = (".py", ".md", ".toml", ".css", ".jsonl", ".sqlite", ".key")
SYMBOL = re.compile(r"[A-Za-z_][\w.]*")
BUILD_ONLY = {"editables", "hatchling", "packaging", "pathspec", "pluggy", "tomlkit", "trove-classifiers"}
LOCKED = re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
DECISIONS = sorted(page.name for page in (DOCS / "decisions").glob("0*.md"))


@pytest.mark.parametrize("page", JOURNEYS)
def test_journey_names_files_that_exist(page: str) -> None:
    files = [name for name in names_in_code(page) if name.endswith(".py")]

    assert files
    assert [name for name in files if not (SOURCES / name).is_file()] == []


@pytest.mark.parametrize("page", [*JOURNEYS, "docs/ideas/refusals.md", "docs/ideas/floors.md"])
def test_symbols_named_on_a_page_stand_in_the_code(page: str) -> None:
    symbols = [name for name in names_in_code(page) if SYMBOL.fullmatch(name) and not name.endswith(FILES)]

    assert [name for name in symbols if not set(name.split(".")) <= WORDS | MODULES] == []


@pytest.mark.parametrize("package", sorted(set(LOCKED) - BUILD_ONLY))
def test_notice_names_the_licence_of_each_package(package: str) -> None:
    assert re.search(rf"^  {re.escape(package)} +\S", (ROOT / "NOTICE").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("folder", OTHERS)
def test_notice_names_each_folder_of_others_files(folder: str) -> None:
    assert f"  {folder}/\n" in (ROOT / "NOTICE").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", DECISIONS)
def test_decision_has_its_parts_and_fits_a_page(page: str) -> None:
    lines = (DOCS / "decisions" / page).read_text(encoding="utf-8").splitlines()

    assert lines[0].startswith(f"# {int(page[:4])}. ")
    assert next(line for line in lines if line.startswith("## ")) == "## Context"
    assert {"## Outcome", "## Options and outcome"} & set(lines)
    assert "## Cost" in lines
    assert len(lines) <= 60


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(page[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_the_latest_change_is_of_this_version() -> None:
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)

    change = re.search(r"^## (\S+),", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert version is not None
    assert change is not None
    assert change[1] == version[1]
