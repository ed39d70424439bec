"""The JSON Schema that editors use says what the loader says."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from monitor.rules.format.schema import Rule
from monitor.rules.json_schema import rule_schema
from tests.rules.conftest import KNOWN, rule_text

SCHEMA = rule_schema()
RULES = Path(__file__).parents[2] / "rules"


def parts(schema=SCHEMA):
    return schema["$defs"]


def nodes(node):
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from nodes(value)
    elif isinstance(node, list):
        for item in node:
            yield from nodes(item)


def test_every_key_of_a_rule_has_a_description():
    properties = parts()["Rule"]["properties"]
    assert set(properties) == {field.alias or name for name, field in Rule.model_fields.items()}
    for name, field in properties.items():
        # A field that says what its class says needs no words of its own.
        meant = parts()[field["$ref"].removeprefix("#/$defs/")] if "$ref" in field else field
        assert meant.get("description"), name


def test_no_unknown_key_is_allowed_anywhere():
    for name, part in parts().items():
        if part.get("type") == "object":
            assert part.get("additionalProperties") is False, name


def test_no_value_may_be_null_since_the_loader_refuses_it():
    assert not [node for node in nodes(SCHEMA) if node.get("type") == "null"]
    assert not [node for node in nodes(SCHEMA) if "default" in node and node["default"] is None]


def test_every_reference_leads_somewhere():
    for node in nodes(SCHEMA):
        reference = node.get("$ref")
        if isinstance(reference, str):
            assert reference.removeprefix("#/$defs/") in parts(), reference


def test_enumerations_are_offered():
    claim = parts()["Condition"]["properties"]["claim"]
    text = json.dumps(claim) + json.dumps(parts()["ClaimType"])
    assert "territory-captured" in text
    assert parts()["Level"]["enum"] == ["informational", "low", "medium", "high", "critical"]


def test_a_live_schema_offers_places_borders_routes_and_sources():
    live = parts(rule_schema(KNOWN))
    assert "Imam Sahib" in json.dumps(live["PlaceCondition"]["properties"]["name"])
    assert live["Alert"]["properties"]["notify"]["enum"] == ["border-desk", "duty-officer"]
    assert "AF-TJ" in json.dumps(live["PlaceCondition"]["properties"]["near"])
    assert "khovar" in json.dumps(live["SilenceCondition"]["properties"]["source"])


SERVER = shutil.which("yaml-language-server")


def say(process, message):
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    process.stdin.flush()


def hear(process):
    length = 0
    while line := process.stdout.readline().strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return json.loads(process.stdout.read(length))


def diagnostics(text, path):
    """What a real language server says of a file."""
    process = subprocess.Popen(
        [SERVER, "--stdio"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        uri = path.as_uri()
        capable = {"textDocument": {"publishDiagnostics": {}}}
        start = {"processId": os.getpid(), "rootUri": path.parent.as_uri(), "capabilities": capable}
        say(process, {"id": 1, "method": "initialize", "params": start})
        while hear(process).get("id") != 1:
            pass
        say(process, {"method": "initialized", "params": {}})
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        say(process, {"method": "textDocument/didOpen", "params": {"textDocument": document}})
        while True:
            message = hear(process)
            if message.get("method") == "textDocument/publishDiagnostics":
                return [found["message"] for found in message["params"]["diagnostics"]]
            if message.get("method") and "id" in message:
                say(process, {"id": message["id"], "result": [{}]})
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


@pytest.mark.skipif(
    SERVER is None and not os.environ.get("CI"), reason="yaml-language-server is not installed"
)
def test_a_real_language_server_takes_the_shipped_rules_and_marks_mistakes(tmp_path):
    (tmp_path / "schema").mkdir()
    shutil.copy(RULES / "schema" / "rule.schema.json", tmp_path / "schema")
    for path in sorted(RULES.glob("*.yml")):
        assert diagnostics(path.read_text(), tmp_path / path.name) == [], path.name
    line = "# yaml-language-server: $schema=schema/rule.schema.json\n"
    broken = line + rule_text("claim: territory-capturd").replace("level: high", "levl: high")
    found = " ".join(diagnostics(broken, tmp_path / "broken.yml"))
    assert "levl" in found
    assert "territory-captured" in found
