"""The program's own source as the pages of `docs/generate.py` tell it: docstrings, constants, calls and their texts."""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import tournai

Node = TypeVar("Node", bound=ast.AST)


def documents_of(owner: type) -> dict[str, str]:
    """Return member or field -> the text that stands under it in the source."""
    body = class_of(owner).body
    found = {}
    for node, following in pairwise(body):
        name = assigned_name(node)
        if name and isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
            found[name] = inspect.cleandoc(str(following.value.value)).replace("``", "`")
    return found


def assigned_name(node: ast.stmt) -> str:
    """Return the name that a statement gives a value, ``""`` where it gives none."""
    target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
    return target.id if isinstance(target, ast.Name) else ""


def class_of(owner: type) -> ast.ClassDef:
    """Return a class as it stands in the source."""
    [found] = ast.parse(textwrap.dedent(inspect.getsource(owner))).body
    assert isinstance(found, ast.ClassDef)  # noqa: S101  # the source of a class
    return found


def trees(folder: str = "") -> Iterator[ast.Module]:
    """Yield the program's modules, or those of one folder of it, as trees."""
    yield from (ast.parse(path.read_text(encoding="utf-8")) for path in sources(folder))


def sources(folder: str = "") -> list[Path]:
    """Return the program's modules, or those of one folder of it, in order."""
    return sorted((Path(tournai.__file__).parent / folder).rglob("*.py"))


def walk(tree: ast.AST, kind: type[Node] | tuple[type[Node], ...]) -> Iterator[Node]:
    """Return the nodes of a kind within a tree."""
    return (node for node in ast.walk(tree) if isinstance(node, kind))


def calls_in(tree: ast.Module) -> Iterator[tuple[ast.Call, dict[str, ast.expr]]]:
    """Yield each call within a function, and what the names of that function were given."""
    for function in walk(tree, (ast.FunctionDef, ast.AsyncFunctionDef)):
        known = {assigned_name(one): one.value for one in walk(function, ast.Assign) if assigned_name(one)}
        yield from ((call, known) for call in walk(function, ast.Call))


def resolved(node: ast.expr, known: dict[str, ast.expr]) -> str:
    """Return the text of a literal, or of what a name was given."""
    return text_of(known.get(node.id, node) if isinstance(node, ast.Name) else node)


def text_of(node: ast.expr) -> str:
    """Return the text of a literal; what is filled in when it is made is shown as an ellipsis."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    if isinstance(node, ast.Call) and name_called(node) == "say" and isinstance(node.args[0], ast.Constant):
        return re.sub(r"\{\w+[^}]*\}", "…", str(node.args[0].value))
    return ""


def first_line(owner: type) -> str:
    """Return the first paragraph of a class's docstring."""
    return inspect.cleandoc(owner.__doc__ or "").split("\n\n")[0]


def after_first_line(text: str | None) -> str:
    """Return a docstring without its first paragraph."""
    return inspect.cleandoc(text or "").partition("\n\n")[2]


def name_called(call: ast.Call) -> str:
    """Return the name of what is called."""
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def keyword_of(call: ast.Call, name: str) -> str:
    """Return the literal that a keyword is given, ``""`` where there is none."""
    values = [word.value for word in call.keywords if word.arg == name]
    return str(values[0].value) if values and isinstance(values[0], ast.Constant) else ""


def constants_of(module: ModuleType) -> Iterator[tuple[str, str]]:
    """Yield the numbers of a module, with the text under each."""
    for node, following in pairwise(ast.parse(inspect.getsource(module)).body):
        name = assigned_name(node)
        if isinstance(getattr(module, name, None), int | float) and isinstance(following, ast.Expr):
            yield name, str(getattr(following.value, "value", ""))
