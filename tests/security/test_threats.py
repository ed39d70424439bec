"""Rows of the threat table that no room's own tests show; the table is docs/security.md."""

import ast
import pyexpat
import re
import time
from pathlib import Path

import apsw
import pytest

from monitor.delivery.options import DeliveryOptions, Destination, Route, Secret
from monitor.eventlog.sqlite import SqliteLog
from monitor.events.sources import ArticleReceived
from monitor.rules.conditions.known import Known
from monitor.rules.loader import load_texts
from monitor.sources import httpx2_fetch
from tests.alerts.builders import Stream
from tests.fakes.clock import FixedClock
from tests.sources.builders import feed_options, item, rss
from tests.sources.conftest import desk, parsers

__all__ = ["desk", "parsers"]

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "monitor").rglob("*.py"))


def failure(desk):
    return desk.failures()[-1]


def test_a_name_that_changes_its_address_after_the_check_does_not_lead_inside(
    desk, httpserver, monkeypatch
):
    """DNS rebinding: the first answer is fine, the next one is this machine."""
    answers = [["127.0.0.2"], ["127.0.0.1"], ["127.0.0.1"]]
    asked = []

    async def resolve(host, port):
        asked.append(host)
        return answers[len(asked) - 1]

    monkeypatch.setattr(httpx2_fetch, "resolve", resolve)
    httpserver.expect_request("/feed").respond_with_data(rss(item(1)))
    options = feed_options(
        f"http://rebind.example:{httpserver.port}/feed", allow_addresses=("127.0.0.2/32",)
    )
    desk.poll(desk.open(options))
    # It went to the address that was vetted, where nobody listens; and asked but once.
    assert failure(desk).failure == "connection"
    assert asked == ["rebind.example"]
    assert not httpserver.log
    desk.poll(desk.open(options))
    assert failure(desk).failure == "refused-address"
    assert not httpserver.log


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:6379/",
        "http://169.254.169.254/",
        "http://[fe80::1%25eth0]/",
        "http://100.64.0.1/",
        "http://192.88.99.1/",
        "http://2130706433/",
        "//10.0.0.1/",
        "http://user:pw@10.0.0.1/",
        "ftp://example.org/",
        "data:text/plain,x",
        "https://[::ffff:127.0.0.1]/",
    ],
)
def test_no_redirect_leads_inside(desk, httpserver, location):
    httpserver.expect_request("/feed").respond_with_data(
        "", status=302, headers={"Location": location}
    )
    desk.poll(
        desk.open(feed_options(httpserver.url_for("/feed"), allow_addresses=("127.0.0.1/32",)))
    )
    allowed = location.startswith(("http://127.0.0.1", "http://2130706433"))
    expected = {"connection"} if allowed else {"redirect", "refused-address", "dns", "address"}
    assert failure(desk).failure in expected


def test_https_never_leads_back_to_http():
    import httpx2

    answer = httpx2_fetch.Answer(
        status=302, url="https://a.example/", headers={"location": "http://a.example/"}, body=b""
    )
    with pytest.raises(httpx2_fetch.Refused, match="from https to unprotected http"):
        httpx2_fetch._target(answer, httpx2.URL("https://a.example/"))


def test_the_parser_of_xml_is_one_that_guards_against_entities():
    version = tuple(int(part) for part in re.findall(r"\d+", pyexpat.EXPAT_VERSION))
    assert version >= (2, 4, 1)


def test_nothing_is_pickled_and_no_code_is_named_by_data():
    forbidden = {"pickle", "shelve", "marshal", "dill", "cloudpickle", "joblib"}
    calls = {"eval", "exec", "__import__", "compile"}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert not forbidden & {name.name for name in node.names}, path
            elif isinstance(node, ast.ImportFrom):
                assert node.module not in forbidden, path
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in calls, path


SQL = "'); DROP TABLE event; --"


def test_a_name_that_is_sql_is_a_name(tmp_path):
    log = SqliteLog(tmp_path / "events.db", FixedClock())
    stream = Stream()
    stream.log = log
    received = ArticleReceived(source=SQL, key=SQL, body="d", media_type=SQL, title=SQL)
    stream.append(received, subject=f"article/{SQL}")
    assert [each.data.title for each in stream.envelopes()] == [SQL]
    assert len(log.read_stream(f"article/{SQL}")) == 1
    log.close()


def test_the_log_loads_no_extensions(tmp_path):
    log = SqliteLog(tmp_path / "events.db", FixedClock())
    connection = next(
        value
        for owner in (log, *vars(log).values())
        for value in getattr(owner, "__dict__", {}).values()
        if isinstance(value, apsw.Connection)
    )
    with pytest.raises(apsw.Error):
        connection.execute("SELECT load_extension('x')")
    log.close()


KNOWN = Known(routes=frozenset({"desk"}))
RULE = """\
title: A rule
id: a-rule
status: test
level: high
description: A rule.
when: {{text: {{anywhere: [{pattern}]}}}}
alert: {{one_per: article, notify: "{notify}", subject: "x"}}
examples:
  fires: [{{text: "aaaa b aaaa"}}]
  quiet: [{{text: "c", because: text}}]
"""


def rule_faults(pattern="aaaa", notify="desk"):
    text = RULE.format(pattern=pattern, notify=notify)
    return [str(fault) for fault in load_texts({"a.yml": text.encode()}, KNOWN).faults]


@pytest.mark.parametrize(
    "pattern",
    [
        "'/(a+)+$/'",
        "'/(.*a){12}$/'",
        "'/(a{1,1000}){1,1000}b/'",
        "'/" + "|".join(f"word{n}" for n in range(100_000)) + "/'",
        "'/(?<=x)a/'",
        "'/(a)\\1/'",
    ],
    ids=["nested", "dots", "counted", "alternatives", "behind", "back"],
)
def test_a_pattern_that_explodes_elsewhere_costs_little_or_is_refused(pattern):
    began = time.process_time()
    faults = rule_faults(pattern)
    assert time.process_time() - began < 5
    if "(?<=" in pattern or "\\1" in pattern or "1000" in pattern:
        assert any("pattern" in fault for fault in faults), faults


@pytest.mark.parametrize(
    "address", ["json://evil.example/hook", "mailto://a:b@evil.example", "syslog://", "../desk"]
)
def test_a_rule_names_a_route_and_never_an_address(address):
    faults = rule_faults(notify=address)
    assert faults, "an address was taken for a route's name"


def test_only_the_configuration_names_destinations():
    options = DeliveryOptions(
        destinations=(Destination(name="desk", url=Secret("json://h")),),
        routes=(Route(name="desk", to=("json://evil.example",)),),
    )
    assert options.destination("json://evil.example") is None


def test_a_title_of_a_megabyte_and_steering_characters_is_a_short_line(desk, httpserver):
    title = "\x1b[31m\u202e@everyone\r\nBcc: x@y.example\u2028" + "long " * 200_000
    entry = item(1).replace("Title number 1", title)
    httpserver.expect_request("/feed").respond_with_data(rss(entry), content_type="text/xml")
    desk.poll(desk.open(feed_options(httpserver.url_for("/feed"), pages="never")))
    (received,) = desk.received()
    assert len(received.title) <= 1000
    assert "\n" not in received.title


def test_the_log_is_for_its_owner_alone(tmp_path):
    log = SqliteLog(tmp_path / "events.db", FixedClock())
    log.close()
    unit = (ROOT / "systemd" / "monitor.service").read_text()
    assert "StateDirectoryMode=0700" in unit
    assert "UMask=0077" in unit


def test_a_link_to_the_metadata_service_is_stopped_by_the_kernel_as_well():
    unit = (ROOT / "systemd" / "monitor.service").read_text()
    assert "IPAddressDeny=link-local multicast" in unit
