"""Hatches daemons that die where they are told to: started by ``kill`` as a process of its own.

Everything is imported and loaded once; each daemon is then a fork of it, so that a round takes a
fraction of a second. One JSON command a line: ``start`` with a point and a number, or ``wait``.
"""

import email.message
import http.client
import json
import os
import signal
import smtplib
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import msgspec

import monitor.daemon.service
from monitor.assembly import build as building
from monitor.assembly.engines import Engines
from monitor.assembly.stores import create_log
from monitor.clock import SystemClock
from monitor.config.load import load
from monitor.daemon.systemd import Notifier
from monitor.delivery.transport import Failed, Sent
from monitor.eventlog.passing import PassingLog


class Fate:
    """Kills this process when it comes to a point for the n-th time."""

    def __init__(self, point, nth):
        self._point, self._left = point, nth

    def at(self, name):
        if name == self._point:
            self._left -= 1
            if self._left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)


class DyingLog(PassingLog):
    def __init__(self, log, fate):
        super().__init__(log)
        self._fate = fate

    def append(self, events, **rest):
        kinds = {event.type for event in events}
        if rest.get("checkpoint"):
            kinds.add("checkpoint")
        for kind in kinds:
            self._fate.at(f"before {kind}")
        done = super().append(events, **rest)
        for kind in kinds:
            self._fate.at(f"after {kind}")
        return done

    def save_snapshot(self, snapshot):
        self._fate.at("before snapshot")
        super().save_snapshot(snapshot)
        self._fate.at("after snapshot")


class LightTransport:
    """Speaks HTTP and SMTP itself: Apprise in a process of its own takes a second to start."""

    def start(self):
        pass

    def send(self, destination, message):
        address = urlsplit(destination.url.reveal())
        try:
            if address.scheme == "json":
                return self._post(address, message)
            return self._mail(address, message)
        except (OSError, smtplib.SMTPException, http.client.HTTPException) as error:
            return Failed(reason=type(error).__name__)

    def _post(self, address, message):
        wire = http.client.HTTPConnection(address.hostname, address.port, timeout=10)
        body = json.dumps({"title": message.subject, "message": message.text})
        wire.request("POST", address.path, body, {"Idempotency-Key": message.key})
        status = wire.getresponse().status
        wire.close()
        return Sent() if status == 200 else Failed(reason=f"HTTP {status}")

    def _mail(self, address, message):
        mail = email.message.EmailMessage()
        mail["Subject"], mail["X-Monitor-Delivery-Id"] = message.subject, message.key
        mail["From"], mail["To"] = "monitor@localhost", parse_qs(address.query)["to"][0]
        mail.set_content(message.text)
        with smtplib.SMTP(address.hostname, address.port, timeout=10) as server:
            server.send_message(mail)
        return Sent()

    def close(self):
        pass


class DyingTransport:
    def __init__(self, real, fate):
        self._real, self._fate = real, fate

    def start(self):
        self._real.start()

    def send(self, destination, message):
        self._fate.at("before send")
        outcome = self._real.send(destination, message)
        self._fate.at("after send")
        return outcome

    def close(self):
        self._real.close()


def live(settings, order):
    """Be a daemon until told to stop, or until the point of its fate."""
    fate = Fate(order.get("point"), order.get("nth", 1))
    make = Engines().transport if order.get("real") else LightTransport
    engines = Engines(
        log=lambda *given: DyingLog(create_log(*given), fate),
        transport=lambda: DyingTransport(make(), fate),
    )
    with building.build(settings, SystemClock(), os.environ, engines) as built:
        monitor.daemon.service.Service(built, notifier=Notifier()).run()


def hatch(settings, order, journal):
    child = os.fork()
    if child:
        return child
    status = 70
    try:
        os.dup2(journal, 1)
        os.dup2(journal, 2)
        live(settings, order)
        status = 0
    except BaseException as error:  # noqa: BLE001  (a fork must never return)
        os.write(journal, f"died of {error!r}\n".encode())
    finally:
        os._exit(status)


def say(**words):
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def main(config):
    settings = load(Path(config))
    # What does not change between the rounds is loaded once, before the first fork.
    places = building.places_of(settings)
    reader = building.reader_for(settings, places)
    building.places_of = lambda _: places
    building.reader_for = lambda *_: reader
    journal = os.open(Path(config).with_name("journal"), os.O_APPEND | os.O_CREAT | os.O_WRONLY)
    child = 0
    say(ready=True)
    for line in sys.stdin:
        order = msgspec.json.decode(line)
        if order["verb"] == "start":
            child = hatch(settings, order, journal)
            say(process=child)
        else:
            _, status = os.waitpid(child, 0)
            say(status=os.waitstatus_to_exitcode(status))
    os._exit(0)  # to take all that was loaded apart takes longer than a round


if __name__ == "__main__":
    main(*sys.argv[1:])
