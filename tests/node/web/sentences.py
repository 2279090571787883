"""What the rooms and the node say to a person: sentences of errors, defects and remarks, found in the code."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import tournai

SOURCE = Path(tournai.__file__).parent
ERRORS = {
    "Malformed", "TooLarge", "NoDeparture", "Refused", "Incomplete", "SignInRefused", "NotEligible", "UnknownOffence",
    "NotPermitted", "SignedOut", "ForgedForm", "Unverified", "Unavailable", "MalformedCaseId", "MalformedCards",
    "MalformedMessage", "AlteredOrder", "NoOrder", "NoProfile",
}  # fmt: skip
"""What is raised with a sentence first."""
SAYS = {"say", "spoken", "tell"}
SECOND = {"refuse", "_refusal", "Bite", "Route"}
LAST = {"Defect", "report", "_report"}
"""What takes the sentence second, or last."""


def sentences(*parts: str) -> set[str]:
    """Return the templates of what modules or packages say, given by their paths under ``src/tournai``."""
    files = (file for part in parts for file in _files(SOURCE / part))
    return {said for file in files for said in _said(ast.parse(file.read_text(encoding="utf-8")))}


def _files(place: Path) -> list[Path]:
    return sorted(place.rglob("*.py")) if place.is_dir() else [place]


def _said(tree: ast.Module) -> Iterator[str]:
    named = _assigned(tree.body)
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)):
        known = named | _assigned(ast.walk(function))
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            place = _place(call)
            if place is not None:
                yield from _texts(place, known)


def _assigned(nodes: Iterable[ast.AST]) -> dict[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
    return found


def _place(call: ast.Call) -> ast.expr | None:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name in SAYS or name in ERRORS:
        return call.args[0] if call.args else None
    if name in SECOND:
        return call.args[1] if len(call.args) > 1 else None
    return call.args[-1] if name in LAST and len(call.args) > 1 else None


def _texts(node: ast.expr, known: dict[str, list[ast.expr]]) -> Iterator[str]:
    """Yield the literals that an expression may be; one made by `say` stands for itself."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
        yield node.value
    for part in _parts(node, known):
        yield from _texts(part, {name: values for name, values in known.items() if name != getattr(node, "id", "")})


def _parts(node: ast.expr, known: dict[str, list[ast.expr]]) -> list[ast.expr]:
    if isinstance(node, ast.Name):
        return known.get(node.id, [])
    if isinstance(node, ast.BoolOp):
        return node.values
    return [node.body, node.orelse] if isinstance(node, ast.IfExp) else []
