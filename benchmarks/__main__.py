"""`./run bench NAME [--json]`: measure a subject and print its rows; without a name, list the subjects.

A subject is a module of this package with a ``NAME`` and a function ``measure`` that returns rows: dictionaries of the
same keys; rows whose ``table`` differs are printed as tables of their own. Speed is counted in CPU seconds, since
machines are shared. Only the subject is imported: what the others need would take a share of the processor's caches.
"""

import importlib
import itertools
import json
import re
import sys
from pathlib import Path

_NAME = re.compile(r'^NAME = "(.+)"$', re.MULTILINE)


def main(arguments: list[str]) -> int:
    subjects = _subjects()
    names = [argument for argument in arguments if not argument.startswith("-")]
    if len(names) != 1 or names[0] not in subjects:
        print("usage: ./run bench NAME [--json]; subjects: " + ", ".join(sorted(subjects)), file=sys.stderr)
        return 2
    rows = importlib.import_module(f"benchmarks.{subjects[names[0]]}").measure()
    if "--json" in arguments:
        print(json.dumps(rows, indent=1, default=str))
    else:
        for _, table in itertools.groupby(rows, lambda row: row.get("table")):
            _print_table(list(table))
    return 0


def _subjects() -> dict[str, str]:
    """Return each subject's name and module."""
    sources = {path.stem: path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("[a-z]*.py")}
    return {named[1]: module for module, source in sources.items() if (named := _NAME.search(source))}


def _print_table(rows: list[dict[str, object]]) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [names, *([_text(row.get(name, "")) for name in names] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(names))]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _text(value: object) -> str:
    if value is None:
        return ""
    return (
        f"{value:,.3g}"
        if isinstance(value, float) and abs(value) < 1000
        else f"{value:,.0f}"
        if isinstance(value, float)
        else str(value)
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
