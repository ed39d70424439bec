"""Secrets leave no trace: whatever the monitor writes, prints or shows is searched for them."""

import signal
import urllib.request
from pathlib import Path

import pytest
from werkzeug import Response

from tests.daemon.conftest import FALLEN, daemon, eventually, webhook
from tests.delivery.servers import free_port, mail_server

__all__ = ["daemon", "webhook"]

pytestmark = pytest.mark.slow

# Each has a word of its own, so that a finding says which secret got out, and by which way in.
CANARIES = {
    "mail": "c4nary-mail-pa55",
    "missing": "c4nary-hook-path",
    "nonsense": "c4nary-nonsense",
    "refused": "c4nary-refused",
    "header": "c4nary-header",
    "address": "c4nary-userinfo",
    "heartbeat": "c4nary-heartbeat",
    "page": "c4nary-page-token-0123456789",
}
PAGES = ("/", "/alerts", "/articles", "/incidents", "/sources", "/deliveries", "/log", "/rules")


@pytest.fixture
def secrets(tmp_path):
    folder = tmp_path / "credentials"
    folder.mkdir(mode=0o700)
    return folder


def configure(daemon, secrets, httpserver, port):
    """Every way in which a secret can be given; most of them fail, so that errors are told."""
    server = f"127.0.0.1:{httpserver.port}"
    given = {
        "mail": f"mailto://ann:{CANARIES['mail']}@127.0.0.1:{free_port()}/?from=m@b.org&to=a@b.org",
        "missing": f"json://{server}/{CANARIES['missing']}",
        "nonsense": f"nosuch://ann:{CANARIES['nonsense']}@{server}",
        "refused": f"json://ann:{CANARIES['refused']}@127.0.0.1:{free_port()}/x",
        "wire-token": CANARIES["header"],
        "page-token": CANARIES["page"],
    }
    for name, text in given.items():
        (secrets / name).write_text(text)
    names = ("mail", "missing", "nonsense", "refused")
    feed = (
        f'[[sources]]\nkind = "feed"\nname = "wire"\ninterval = "2s"\npages = "never"\n'
        f'url = "http://ann:{CANARIES["address"]}@{server}/feed"\n'
        f'allow_addresses = ["127.0.0.0/8"]\nsecret_headers = {{X-Token = "wire-token"}}\n'
    )
    daemon.config.write_text(
        f'heartbeat_url = "http://{server}/{CANARIES["heartbeat"]}"\nheartbeat_every = "1s"\n'
        f'log_level = "debug"\ndefault_route = "desk"\nfallback_route = "desk"\n'
        f'[[sources]]\nkind = "directory"\nname = "inbox"\npath = "inbox"\n{feed}'
        + "".join(f"[destinations.{name}]\n" for name in names)
        + f"[routes.desk]\nto = {list(names)}\n"
        f'[web]\nenabled = true\nport = {port}\ntoken_file = "{secrets / "page-token"}"\n'
    )


def shown(port):
    """All that the page shows to somebody who may see it."""
    parts = []
    for page in (*PAGES, "/feed.atom", "/api/alerts", "/metrics", "/healthz"):
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}{page}",
            headers={"Authorization": f"Bearer {CANARIES['page']}"},
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                parts.append(answer.read())
        except urllib.error.HTTPError as error:
            parts.append(error.read())
    return b"".join(parts)


def process_list():
    parts = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            parts.append(path.read_bytes())
        except OSError:
            continue
    return b"\n".join(parts)


def test_no_secret_is_in_anything_that_is_written_printed_or_shown(
    daemon, secrets, httpserver, tmp_path, monkeypatch
):
    port = free_port()
    httpserver.expect_request("/feed").respond_with_handler(
        lambda request: Response("no", status=500)
    )
    configure(daemon, secrets, httpserver, port)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(secrets))
    daemon.start()
    daemon.drop("a.txt", FALLEN.format(place="Ishkashim"))
    ends = ("delivery.abandoned", "delivery.deferred")
    eventually(lambda: len(daemon.events(*ends)) >= 4, seconds=60)
    eventually(lambda: daemon.events("source.failed"), seconds=60)
    traces = {"page": shown(port), "process list": process_list()}
    assert b"Ishkashim" in traces["page"]
    commands = (
        ("check",),
        ("sources", "--format", "json"),
        ("deliveries", "--format", "json"),
        ("alerts", "--format", "json"),
        ("log", "export"),
        ("log", "show"),
        ("routes", "test", "level=high"),
        ("notify", "test", "desk"),
        ("log", "backup", str(tmp_path / "backup.db")),
    )
    for words in commands:
        done = daemon.command(*words)
        traces[" ".join(words)] = (done.stdout + done.stderr).encode()
    daemon.tell(signal.SIGABRT)  # the worst end, without a word to itself
    daemon.process.wait(20)
    traces["journal"] = (daemon.folder / "journal").read_bytes()
    for path in (daemon.folder / "var").rglob("*"):
        if path.is_file() and path.name != "reserve":
            traces[str(path)] = path.read_bytes()
    traces["backup"] = (tmp_path / "backup.db").read_bytes()
    assert len(traces) > 14
    found = [
        f"{name} in {where}"
        for where, text in traces.items()
        for name, canary in CANARIES.items()
        if canary.encode() in text
    ]
    assert found == []


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_the_secrets_were_really_used(daemon, secrets, httpserver, monkeypatch):
    """The search above would find nothing as well if nobody had read them."""
    configure(daemon, secrets, httpserver, free_port())
    heard = []
    paths = {"/feed", f"/{CANARIES['heartbeat']}", f"/{CANARIES['missing']}"}
    for path in paths:
        httpserver.expect_request(path).respond_with_handler(
            lambda request: heard.append(request) or Response("no", status=404)
        )
    logins = []

    def login(server, session, envelope, mechanism, auth_data):
        from aiosmtpd.smtp import AuthResult

        logins.append(auth_data.password.decode())
        return AuthResult(success=True, auth_data=auth_data)

    options = {"authenticator": login, "auth_required": True, "auth_require_tls": False}
    with mail_server(**options) as (mailbox, port):
        url = f"mailto://ann:{CANARIES['mail']}@127.0.0.1:{port}/?from=m@b.org&to=a@b.org&mode=insecure"
        (secrets / "mail").write_text(url)
        monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(secrets))
        daemon.start()
        daemon.drop("a.txt", FALLEN.format(place="Ishkashim"))
        eventually(lambda: mailbox.mails, seconds=60)
        eventually(lambda: {request.path.rstrip("/") for request in heard} == paths, seconds=60)
    assert logins[0] == CANARIES["mail"]
    (asked,) = [request for request in heard if request.path == "/feed"][:1]
    assert asked.headers["X-Token"] == CANARIES["header"]
