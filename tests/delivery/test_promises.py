"""What delivery promises as a whole: real sends, several at once; secrets; start-up cost."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from werkzeug import Response

from monitor.alerts.step import AlertsStep
from monitor.clock import SystemClock
from monitor.delivery.jinja_templates import Templates
from monitor.delivery.options import DeliveryOptions, Destination, Route, Secret
from monitor.delivery.sender import Sender
from monitor.delivery.step import DeliveryStep
from monitor.delivery.workers import WorkerTransport
from monitor.eventlog.sqlite import SqliteLog
from monitor.flow.runner import River
from tests.alerts.builders import Stream, a_match
from tests.delivery.servers import free_port, mail_server, stalling_server

ROOT = Path(__file__).resolve().parents[2]
CANARY = "c4n4ry-pa55word"


class DiskStream(Stream):
    """The same small river over a log on disk, with real time."""

    def __init__(self, path, *steps):
        self.clock = SystemClock()
        self.log = SqliteLog(path, self.clock)
        self.river = River(self.log, steps)
        self._count = 0


class Office:
    """Alerts, delivery and a sender with real transports over a log on disk."""

    def __init__(self, path, **urls):
        destinations = tuple(
            Destination(name=name, url=Secret(url), timeout=3.0) for name, url in urls.items()
        )
        routes = (Route(name="border-desk", to=tuple(urls)),)
        self.options = DeliveryOptions(destinations=destinations, routes=routes)
        self.stream = DiskStream(path, AlertsStep(), DeliveryStep(self.options, Templates()))
        self.transport = WorkerTransport()
        self.transport.start()
        self.sender = Sender(self.stream.log, self.stream.clock, self.options, {"": self.transport})
        self.sender.recover()

    def close(self):
        self.sender.close()
        self.stream.log.close()


@pytest.fixture
def office(tmp_path):
    opened = []

    def make(**urls):
        opened.append(Office(tmp_path / "events.db", **urls))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


def wait_for(condition, seconds=5.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.01)
    return False


def test_five_stalling_destinations_do_not_delay_a_healthy_one(office):
    with mail_server() as (mailbox, port), stalling_server() as stalling:
        slow = f"json://127.0.0.1:{stalling}/slow"
        mail = f"mailto://127.0.0.1:{port}/?from=a@example.org&to=b@example.org&mode=insecure"
        desk = office(**{f"slow{n}": slow for n in range(5)}, mail=mail)
        time.sleep(1.0)  # the sending process is up, as in a daemon
        took = []
        for number in range(5):
            desk.stream.put(a_match(fingerprint=f"f{number}", incident=f"i{number}"))
            began = time.monotonic()
            desk.sender.tick()
            assert wait_for(lambda count=number: len(mailbox.mails) == count + 1)
            took.append(time.monotonic() - began)
    assert max(took) < 2.5  # before the first of the stalling ones came to its end


def test_a_503_is_tried_again_and_then_arrives_under_the_same_key(office, httpserver):
    httpserver.expect_ordered_request("/hook").respond_with_response(
        Response("busy", status=503, headers={"Retry-After": "1"})
    )
    httpserver.expect_ordered_request("/hook").respond_with_data("ok")
    desk = office(hook=httpserver.url_for("/hook").replace("http://", "json://"))
    desk.stream.put(a_match())
    assert desk.sender.drain(10)
    assert wait_for(lambda: desk.sender.drain(1) and len(httpserver.log) == 2)
    keys = {request.headers["Idempotency-Key"] for request, _ in httpserver.log}
    (requested,) = desk.stream.of_type("delivery.requested")
    assert keys == {requested.delivery}
    (deferred,) = desk.stream.of_type("delivery.deferred")
    assert deferred.reason == "answered HTTP 503"
    assert len(desk.stream.of_type("delivery.succeeded")) == 1


def test_an_address_with_its_password_is_in_no_event_and_no_output(
    office, httpserver, tmp_path, capfd
):
    httpserver.expect_request(f"/{CANARY}").respond_with_data("no", status=404)
    host = f"{httpserver.host}:{httpserver.port}"
    desk = office(
        refused=f"json://ann:{CANARY}@127.0.0.1:{free_port()}/{CANARY}",
        missing=f"json://ann:{CANARY}@{host}/{CANARY}",
        nonsense=f"nosuch://ann:{CANARY}@{host}",
        mail=f"mailto://ann:{CANARY}@127.0.0.1:{free_port()}/?to=a@b.org&mode=insecure",
    )
    desk.stream.put(a_match())
    assert desk.sender.drain(20)
    assert len(desk.stream.of_type("delivery.abandoned", "delivery.deferred")) == 4
    desk.sender.save()
    printed = "".join(capfd.readouterr())
    files = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert CANARY not in printed
    assert CANARY.encode() not in files
    for _ in range(2):  # and what a person may come to see of the objects
        assert CANARY not in repr(desk.options)


def test_apprise_is_not_imported_by_whatever_the_daemon_or_a_command_imports():
    modules = ["sender", "workers", "step", "jinja_templates", "rich_terminal", "trial", "options"]
    lines = [f"import monitor.delivery.{name}" for name in modules]
    lines += ["import monitor.cli.alerts, monitor.cli.notify", "import sys"]
    lines += ["sys.exit('apprise' in sys.modules)"]
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], cwd=ROOT, check=False)
    assert done.returncode == 0


def test_closing_ends_a_send_that_hangs(office):
    with stalling_server() as port:
        desk = office(slow=f"json://127.0.0.1:{port}/slow")
        desk.stream.put(a_match())
        desk.sender.tick()
        assert wait_for(lambda: desk.stream.of_type("delivery.started"))
        began = time.monotonic()
        assert desk.sender.close(timeout=0.2) is False
        assert time.monotonic() - began < 1.0
        wait_for(lambda: not desk.sender._running)
        assert desk.stream.of_type("delivery.deferred", "delivery.succeeded") == []
