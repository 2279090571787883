"""Pages and tables in Markdown, as `docs/generate.py` writes them."""

import re
from collections.abc import Iterable

NOTE = "<!-- Written by docs/generate.py from the code: change the code, then run it again. -->"


def page_of(title: str, lines: Iterable[str]) -> str:
    """Return a page under its title."""
    text = re.sub(r"(?<!`)``(?!`)", "`", "\n".join([f"# {title}", "", NOTE, "", *lines]))
    return text.rstrip() + "\n"


def table_of(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Return the lines of a table."""
    listed = [head, tuple("---" for _ in head), *rows]
    if len(listed) == 2:
        return []
    return [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in listed] + [""]


def _cell(text: str) -> str:
    return " ".join(text.split())
