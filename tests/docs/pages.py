"""The repository's documents as tests look at them: pages, links, shell lines, names in code."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)", re.DOTALL)
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")


def named(page: Path) -> str:
    """Return a page's path within the repository."""
    return page.relative_to(ROOT).as_posix()


def links() -> list[tuple[str, str]]:
    """Return (page, target) of every link that stays within the repository."""
    found = ((named(page), target) for page in PAGES for target in LINK.findall(page.read_text(encoding="utf-8")))
    return [(page, target) for page, target in found if "://" not in target]


def shell_lines() -> Iterator[tuple[str, str]]:
    """Yield (page, line) of every line of a shell block that runs `tournai`."""
    for page in PAGES:
        for block in SHELL.findall(page.read_text(encoding="utf-8")):
            for line in block.splitlines():
                words = line.strip().replace("./run ", "tournai ", 1)
                if words.startswith("tournai ") and not words.startswith("tournai test"):
                    yield named(page), words


def names_in_code(page: str) -> list[str]:
    """Return what stands in backticks on a page, each once."""
    return list(dict.fromkeys(CODE.findall((ROOT / page).read_text(encoding="utf-8"))))
