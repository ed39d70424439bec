"""Whether news is evaluated: asked of a real daemon, over HTTP and over its own socket."""

import json
import urllib.error
import urllib.request

import apsw

from monitor.daemon.health import NOBODY, ask_troubles
from tests.daemon.conftest import FALLEN, eventually
from tests.delivery.servers import free_port


def health(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return answer.status, json.load(answer)["problems"]
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)["problems"]
    except OSError:
        return 0, []


def test_a_loop_that_stands_still_is_told_by_name_until_it_moves_again(daemon):
    port = free_port()
    text = daemon.config.read_text()
    daemon.config.write_text(f"{text}[web]\nenabled = true\nport = {port}\n")
    # The watchdog's limit is ours as well: two seconds make the test short.
    daemon.start(WATCHDOG_USEC="2000000")
    eventually(lambda: health(port) == (200, []))
    state = daemon.folder / "var"
    assert ask_troubles(state) == ()
    # Another process holds the log: whoever writes waits, as on a hanging disk.
    log = apsw.Connection(str(state / "events.db"))
    log.set_busy_timeout(10_000)  # milliseconds: the service may be writing just now
    log.execute("BEGIN IMMEDIATE")
    daemon.drop("a.txt", FALLEN.format(place="Ishkashim"))
    problems = eventually(lambda: (found := health(port))[0] == 503 and found[1])
    assert any("has not come round for" in problem for problem in problems), problems
    assert ask_troubles(state) != ()
    log.execute("ROLLBACK")
    log.close()
    eventually(lambda: health(port) == (200, []))
    eventually(lambda: daemon.events("alert.raised"))


def test_without_a_daemon_nothing_is_evaluated(tmp_path):
    assert ask_troubles(tmp_path) == (NOBODY,)
