"""The JSON Schema of rule files, for editors: descriptions, and what may stand where."""

from collections.abc import Iterable
from typing import Any

from monitor.rules.conditions.known import NOTHING_KNOWN, Known
from monitor.rules.format.schema import Rule

Json = dict[str, Any]

_LISTS: Json = {
    "type": "object",
    "additionalProperties": False,
    "required": ["lists"],
    "properties": {
        "description": {"type": "string"},
        "lists": {
            "type": "object",
            "description": "Shared lists by name; a rule uses one as $name.",
            "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$"},
            "additionalProperties": {
                "anyOf": [
                    {"type": "array", "minItems": 1, "items": {"type": "string"}},
                    {
                        "type": "object",
                        "description": "A proper name, and its other spellings.",
                        "additionalProperties": {
                            "anyOf": [
                                {"type": "string"},
                                {"type": "array", "items": {"type": "string"}},
                            ]
                        },
                    },
                ]
            },
        },
    },
}


def rule_schema(known: Known = NOTHING_KNOWN) -> Json:
    """Return the schema; with what is known, places, borders, routes and sources are offered."""
    schema = _clean(Rule.model_json_schema(by_alias=True, mode="validation"))
    parts = schema.pop("$defs")
    parts["Rule"] = schema
    parts["Rules"] = {
        "type": "object",
        "additionalProperties": False,
        "required": ["rules"],
        "properties": {"rules": {"type": "array", "items": {"$ref": "#/$defs/Rule"}}},
    }
    parts["Lists"] = _LISTS
    _offer(parts, known)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A rule, several rules, or shared lists",
        "type": "object",
        "if": {"required": ["lists"]},
        "then": {"$ref": "#/$defs/Lists"},
        "else": {
            "if": {"required": ["rules"]},
            "then": {"$ref": "#/$defs/Rules"},
            "else": {"$ref": "#/$defs/Rule"},
        },
        "$defs": parts,
    }


def _clean(node: Any) -> Any:
    """Take away what pydantic adds and no rule file may hold: nulls, defaults of null, titles."""
    if isinstance(node, list):
        return [_clean(item) for item in node]
    if not isinstance(node, dict):
        return node
    cleaned = {
        key: _properties(value) if key == "properties" else _clean(value)
        for key, value in node.items()
        if not (key == "title" and isinstance(value, str)) and not (key == "default" and not value)
    }
    choices = cleaned.get("anyOf")
    if isinstance(choices, list):
        return _chosen(cleaned, [choice for choice in choices if choice != {"type": "null"}])
    return cleaned


def _properties(properties: Json) -> Json:
    """Clean the schemas of keys, but keep every key: one may well be called ``title``."""
    return {name: _clean(value) for name, value in properties.items()}


def _chosen(cleaned: Json, choices: list[Json]) -> Json:
    if len(choices) > 1:
        return {**cleaned, "anyOf": choices}
    rest = {key: value for key, value in cleaned.items() if key != "anyOf"}
    if "$ref" in choices[0]:
        # Beside a $ref, draft 7 ignores everything else: keep the description by wrapping it.
        return {**rest, "allOf": choices}
    return {**choices[0], **rest}


def _offer(parts: Json, known: Known) -> None:
    """Put the names of a live configuration into the schema."""
    if known.places is not None:
        _suggest(parts["PlaceCondition"], "name", known.place_names())
        _suggest(parts["PlaceCondition"], "province", known.place_names(kind="province"))
        _suggest(parts["Expect"], "place", known.place_names())
    if known.borders is not None:
        _allow(parts["PlaceCondition"], "near", known.borders)
        _allow(parts["ControlCondition"], "border", known.borders)
    if known.routes is not None:
        _allow(parts["Alert"], "notify", known.routes)
    if known.sources is not None:
        _allow(parts["SilenceCondition"], "source", [*known.sources, "*"])


def _suggest(part: Json, key: str, names: Iterable[str]) -> None:
    """Offer names, and allow any other text: other spellings and $lists are fine."""
    offered = {"anyOf": [{"type": "string", "enum": sorted(names)}, {"type": "string"}]}
    _replace(part["properties"][key], offered)


def _allow(part: Json, key: str, names: Iterable[str]) -> None:
    _replace(part["properties"][key], {"type": "string", "enum": sorted(names)})


def _replace(field: Json, one: Json) -> None:
    """Put a schema for one value where a value, or a list of such, may stand."""
    if "anyOf" in field:
        field["anyOf"] = [one, {"type": "array", "minItems": 1, "items": one}]
        return
    field.pop("type", None)
    field.pop("pattern", None)
    field.update(one)
