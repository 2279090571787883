"""The six JSON schemas of ETSI TS 103 120 v1.23.1, resolved without a network.

Source: ETSI forge, li/schemas-definitions, folder 103120 (BSD-3-Clause, beside the files). The schemas ask for TS 103
280 and six more that are not at hand: the folder ``stand_ins`` has ours, which say so. The stand-in for TS 103 280
was written from memory; the others reject whatever would need them, so that nothing passes unchecked.
"""

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

NAMES = ("Authorisation", "Common", "Core", "Delivery", "Document", "Task")
ROOT = "ts_103120_Core_2019_10#/$defs/HI1Message"
TYPES_STAND_IN = "ts_103280_2017_07"
"""TS 103 280, whose stand-in every check names."""
MAXIMUM_FINDINGS = 50


class SchemaFinding(msgspec.Struct, frozen=True):
    """Where a message breaks its schema: the path within it, and which keyword refuses; never the value."""

    path: str
    keyword: str


def schema_findings(message: dict[str, Any]) -> tuple[SchemaFinding, ...]:
    """Return where a message breaks the schemas; none where it is valid."""
    found = []
    for error, _ in zip(_validator().iter_errors(message), range(MAXIMUM_FINDINGS), strict=False):
        deepest = best_match([error]) or error
        found.append(SchemaFinding(_path(deepest), str(deepest.validator)))
    return tuple(sorted(found, key=lambda one: (one.path, one.keyword)))


@cache
def stand_ins() -> tuple[str, ...]:
    """Return the identifiers of schemas that are not ETSI's own, but ours in their place."""
    return tuple(str(schema["$id"]) for schema in _stand_ins())


@cache
def _validator() -> Any:
    resources = [Resource.from_contents(schema, DRAFT202012) for schema in (*_official(), *_stand_ins())]
    registry = Registry().with_resources((resource.id() or "", resource) for resource in resources)
    return Draft202012Validator({"$ref": ROOT}, registry=registry)


def _official() -> Iterable[dict[str, Any]]:
    return (_load("schemas", f"ts_103120_{name}.schema.json") for name in NAMES)


def _stand_ins() -> tuple[dict[str, Any], ...]:
    return (_load("stand_ins", "ts_103280.schema.json"), *_load("stand_ins", "stubs.json")["stubs"])


def _load(folder: str, name: str) -> dict[str, Any]:
    text = files("tournai.providers.etsi").joinpath(folder, name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _path(error: ValidationError) -> str:
    return "/".join(str(part) for part in error.absolute_path) or "/"
