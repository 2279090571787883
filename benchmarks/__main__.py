"""`./run bench NAME [--json]`: measure a subject and print its rows; without a name, list the subjects.

A subject is a module of this package with a ``NAME`` and a function ``measure`` that returns rows: dictionaries of the
same keys; rows whose ``table`` differs are printed as tables of their own. Speed is counted in CPU seconds, since
machines are shared.
"""

import importlib
import itertools
import json
import pkgutil
import sys
from types import ModuleType

import benchmarks


def main(arguments: list[str]) -> int:
    subjects = {module.NAME: module for module in _modules()}
    names = [argument for argument in arguments if not argument.startswith("-")]
    if len(names) != 1 or names[0] not in subjects:
        print("usage: ./run bench NAME [--json]; subjects: " + ", ".join(sorted(subjects)), file=sys.stderr)
        return 2
    rows = subjects[names[0]].measure()
    if "--json" in arguments:
        print(json.dumps(rows, indent=1, default=str))
    else:
        for _, table in itertools.groupby(rows, lambda row: row.get("table")):
            _print_table(list(table))
    return 0


def _modules() -> list[ModuleType]:
    found = [name for _, name, is_package in pkgutil.iter_modules(benchmarks.__path__) if not is_package]
    modules = [importlib.import_module(f"benchmarks.{name}") for name in found if not name.startswith("_")]
    return [module for module in modules if hasattr(module, "NAME")]


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
