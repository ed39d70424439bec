import signal
import time

from werkzeug import Response

from tests.daemon.conftest import FALLEN, RULE, eventually


def test_a_dropped_file_is_delivered_within_two_seconds(daemon, webhook):
    daemon.start()
    daemon.drop("warm-up.txt", FALLEN.format(place="Shighnan"))
    eventually(lambda: webhook.received)
    started = time.monotonic()
    daemon.drop("a.txt", FALLEN.format(place="Ishkashim"))
    eventually(lambda: len(webhook.received) == 2)
    assert time.monotonic() - started < 2
    assert "Ishkashim" in webhook.messages()[1]
    assert "an elder said" in webhook.messages()[1]


def test_it_stops_cleanly_when_told(daemon, systemd):
    daemon.start(NOTIFY_SOCKET=str(systemd.path))
    eventually(lambda: any("READY=1" in heard for heard in systemd.heard))
    started = time.monotonic()
    assert daemon.stop(signal.SIGTERM) == 0
    assert time.monotonic() - started < 10
    assert any("STOPPING=1" in heard for heard in systemd.heard)
    assert [event["type"] for event in daemon.events("daemon.started", "daemon.stopped")] == [
        "daemon.started",
        "daemon.stopped",
    ]


def test_the_watchdog_hears_of_it_while_it_works(daemon, systemd):
    daemon.start(NOTIFY_SOCKET=str(systemd.path), WATCHDOG_USEC="2000000")
    eventually(lambda: sum("WATCHDOG=1" in heard for heard in systemd.heard) > 2)


def test_a_second_daemon_on_the_same_log_is_refused_in_words(daemon):
    daemon.start()
    second = daemon.command("run")
    assert second.returncode == 1
    assert f"another monitor (process {daemon.process.pid})" in second.stderr
    assert "Traceback" not in second.stderr
    assert daemon.process.poll() is None


def test_orders_reach_the_running_daemon_and_work_without_one(daemon, webhook):
    daemon.start()
    daemon.drop("a.txt", FALLEN.format(place="Ishkashim"))
    daemon.drop("b.txt", FALLEN.format(place="Shighnan"))
    eventually(lambda: len(webhook.received) == 2)
    first, second = [event["data"]["alert"] for event in daemon.events("alert.raised")]
    done = daemon.command("ack", first, "--by", "Ada", "-m", "on it")
    assert done.returncode == 0, done.stderr
    daemon.stop()
    done = daemon.command("ack", second, "--by", "Ben")
    assert done.returncode == 0, done.stderr
    assert [
        (event["data"]["alert"], event["data"]["by"])
        for event in daemon.events("alert.acknowledged")
    ] == [(first, "Ada"), (second, "Ben")]
    again = daemon.command("ack", first)
    assert again.returncode == 1
    assert "was acknowledged by Ada" in again.stderr


def test_nothing_is_lost_or_told_twice_when_it_is_killed(daemon, webhook):
    places = ["Ishkashim", "Shighnan", "Khwahan", "Nusay", "Maimay", "Shekay"]
    for number, place in enumerate(places):
        daemon.start()
        daemon.drop(f"{number}.txt", FALLEN.format(place=place))
        time.sleep(0.15 * number)
        daemon.stop(signal.SIGKILL)
    daemon.start()
    eventually(lambda: len({m.splitlines()[0] for m in webhook.messages()}) == len(places))
    daemon.stop()
    assert len(daemon.events("article.received")) == len(places)
    assert len(daemon.events("alert.raised")) == len(places)
    assert len(webhook.received) <= len(places) + len(places)
    verified = daemon.command("log", "verify")
    assert verified.returncode == 0, verified.stderr


def test_a_saved_rule_is_in_force_at_once_and_a_faulty_one_is_refused(daemon, webhook):
    daemon.start()
    better = RULE.replace('subject: "{place} fell"', 'subject: "Gone: {place}"')
    (daemon.rules / "falls.yml").write_text(better)
    eventually(lambda: len(daemon.events("ruleset.activated")) == 2)
    daemon.drop("a.txt", FALLEN.format(place="Ishkashim"))
    eventually(lambda: webhook.received)
    assert "Gone: Ishkashim" in webhook.messages()[0]

    (daemon.rules / "falls.yml").write_text(better.replace("level: high", "levle: high"))
    (rejected,) = eventually(lambda: daemon.events("ruleset.rejected"))
    assert any("falls.yml:4:1" in fault for fault in rejected["data"]["faults"])
    problems = (daemon.rules / "_PROBLEMS.txt").read_text()
    assert "levle" in problems
    daemon.drop("b.txt", FALLEN.format(place="Shighnan"))
    eventually(lambda: any("Gone: Shighnan" in m for m in webhook.messages()))
    assert any("rules" in m.lower() and "levle" in m for m in webhook.messages())

    (daemon.rules / "falls.yml").write_text(RULE)
    eventually(lambda: not (daemon.rules / "_PROBLEMS.txt").exists())


def test_a_restart_with_faulty_rules_goes_on_with_the_last_good_ones(daemon, webhook):
    daemon.start()
    eventually(lambda: daemon.events("ruleset.activated"))
    daemon.stop()
    (daemon.rules / "falls.yml").write_text("title: [broken\n")
    daemon.start()
    daemon.drop("a.txt", FALLEN.format(place="Ishkashim"))
    eventually(lambda: any("Ishkashim fell" in m for m in webhook.messages()))


def test_sighup_reloads(daemon):
    daemon.start()
    eventually(lambda: daemon.events("ruleset.activated"))
    daemon.tell(signal.SIGHUP)
    time.sleep(0.5)
    assert daemon.process.poll() is None
    assert daemon.stop() == 0


def test_the_heartbeat_is_called_while_it_works(daemon, httpserver):
    beats = []
    httpserver.expect_request("/beat").respond_with_handler(
        lambda request: beats.append(request) or Response("ok")
    )
    text = daemon.config.read_text()
    url = f"http://127.0.0.1:{httpserver.port}/beat"
    daemon.config.write_text(f'heartbeat_url = "{url}"\nheartbeat_every = "1s"\n{text}')
    daemon.start()
    eventually(lambda: len(beats) >= 2)
