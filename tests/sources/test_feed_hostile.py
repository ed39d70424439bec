import gzip
import socket
import threading
import time
import zlib
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from tests.sources.builders import feed_options, item, rss


def failure(desk) -> tuple[str, str]:
    (failed,) = desk.failures()
    return failed.failure, failed.reason


@pytest.fixture
def raw_server():
    """A server that says what it is told to, at the speed it is told to, to whoever connects."""
    sockets: list[socket.socket] = []
    stopped = threading.Event()

    def start(talk) -> str:
        listener = socket.create_server(("127.0.0.1", 0), backlog=300)
        sockets.append(listener)

        def one(connection: socket.socket) -> None:
            try:
                connection.recv(65536)
                talk(connection, stopped)
            except OSError:
                pass
            finally:
                connection.close()

        def accept() -> None:
            while not stopped.is_set():
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                threading.Thread(target=one, args=(connection,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}/feed"

    yield start
    stopped.set()
    for listener in sockets:
        listener.close()


def test_a_server_that_stalls_is_given_up_at_the_deadline(desk, raw_server):
    url = raw_server(lambda connection, stopped: stopped.wait(30))
    began = time.monotonic()
    desk.poll(desk.open(feed_options(url)))
    assert time.monotonic() - began < 5
    assert failure(desk) == ("timeout", "no whole answer within 3 seconds")


def test_a_server_that_drips_is_given_up_at_the_deadline(desk, raw_server):
    def drip(connection: socket.socket, stopped: threading.Event) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not stopped.wait(0.1):
            connection.sendall(b"x")

    began = time.monotonic()
    desk.poll(desk.open(feed_options(raw_server(drip))))
    assert time.monotonic() - began < 5
    assert failure(desk)[0] == "timeout"


def test_a_body_without_end_is_cut_at_its_cap(desk, raw_server):
    def flood(connection: socket.socket, stopped: threading.Event) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while not stopped.is_set():
            connection.sendall(b"<item>" * 10_000)

    desk.poll(desk.open(feed_options(raw_server(flood), max_bytes=2_000_000)))
    assert failure(desk) == ("too-large", "the answer is more than 2,000,000 bytes; it was cut off")


def test_an_answer_that_declares_too_many_bytes_is_not_even_begun(desk, httpserver: HTTPServer):
    httpserver.expect_request("/feed").respond_with_data("x" * 5000)
    desk.poll(desk.open(feed_options(httpserver.url_for("/feed"), max_bytes=1000)))
    assert failure(desk) == ("too-large", "the answer is 5,000 bytes, more than 1,000")


def bomb() -> bytes:
    """Return about 400 KB that inflate to 400 MB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"<item></item>" * 80_000
    return b"".join(packer.compress(block) for _ in range(400)) + packer.flush()


def memory_kib() -> int:
    with Path("/proc/self/status").open() as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


def test_a_small_answer_that_inflates_a_thousandfold_costs_little_memory(desk, httpserver):
    packed = bomb()
    assert len(packed) < 2_000_000
    httpserver.expect_request("/feed").respond_with_data(
        packed, headers={"Content-Encoding": "gzip"}
    )
    poller = desk.open(feed_options(httpserver.url_for("/feed"), max_bytes=500 * 2**20))
    before = memory_kib()
    desk.poll(poller)
    assert failure(desk)[0] == "too-large"
    assert memory_kib() - before < 64 * 1024


def test_packed_bytes_that_are_damaged_are_a_failure_and_no_crash(desk, httpserver):
    httpserver.expect_request("/feed").respond_with_data(
        gzip.compress(rss(item(1)).encode())[:50] + b"damaged",
        headers={"Content-Encoding": "gzip"},
    )
    desk.poll(desk.open(feed_options(httpserver.url_for("/feed"))))
    assert failure(desk)[0] in {"unreadable", "not-a-feed"}


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/feed", "it redirects to itself"),
        ("file:///etc/passwd", "only http and https are followed"),
        ("gopher://127.0.0.1/", "only http and https are followed"),
        ("http://10.0.0.1/", "not a public address"),
        ("http://169.254.169.254/latest/meta-data", "not a public address"),
        ("http://[::ffff:10.0.0.1]/", "not a public address"),
    ],
)
def test_a_redirect_to_where_nobody_should_go_is_not_followed(desk, httpserver, location, expected):
    httpserver.expect_request("/feed").respond_with_data(
        "", status=302, headers={"Location": location}
    )
    desk.poll(desk.open(feed_options(httpserver.url_for("/feed"))))
    assert expected in failure(desk)[1]


def test_a_chain_of_redirects_ends_after_five(desk, httpserver):
    for number in range(10):
        httpserver.expect_request(f"/{number}").respond_with_data(
            "", status=302, headers={"Location": f"/{number + 1}"}
        )
    desk.poll(desk.open(feed_options(httpserver.url_for("/0"))))
    assert "redirects more than 5 times" in failure(desk)[1]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/feed",
        "http://localhost:{port}/feed",
        "http://2130706433:{port}/feed",
        "http://0x7f.1:{port}/feed",
        "http://0177.0.0.1:{port}/feed",
        "http://127.1:{port}/feed",
        "http://[::1]:{port}/feed",
        "http://[::ffff:127.0.0.1]:{port}/feed",
        "http://0.0.0.0:{port}/feed",
        "http://[::]:{port}/feed",
    ],
)
def test_the_machine_itself_is_not_reached_however_it_is_written(desk, httpserver, url):
    httpserver.expect_request("/feed").respond_with_data(rss(item(1)))
    options = feed_options(url.format(port=httpserver.port), allow_addresses=())
    desk.poll(desk.open(options))
    assert failure(desk)[0] in {"refused-address", "dns", "address"}
    assert not httpserver.log
    assert not desk.received()


def test_a_secret_header_is_not_sent_on_to_another_host(desk, httpserver):
    with HTTPServer(host="127.0.0.2") as other:
        other.expect_request("/new").respond_with_data(rss(item(1)))
        httpserver.expect_request("/feed").respond_with_data(
            "", status=302, headers={"Location": other.url_for("/new")}
        )
        options = feed_options(httpserver.url_for("/feed"), headers={"Authorization": "secret"})
        desk.poll(desk.open(options))
        assert len(desk.received()) == 1
        assert httpserver.log[0][0].headers["Authorization"] == "secret"
        assert "Authorization" not in other.log[0][0].headers


def test_a_password_in_an_address_never_reaches_the_log(desk):
    desk.poll(desk.open(feed_options("http://user:canary@127.0.0.1:1/feed")))
    assert desk.failures()
    assert not [r for r in desk.log.read() if b"canary" in r.data]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain words",
        "\0\0\0\0",
        "<rss" * 100_000,
        "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'>"
        + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
        + "]><rss><channel><title>&j;</title></channel></rss>",
        (
            "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
            "<rss><channel><item><title>&x;</title></item></channel></rss>"
        ),
    ],
    ids=["empty", "words", "zeros", "tags", "laughs", "outside entity"],
)
def test_what_is_no_feed_is_a_failure_or_empty_and_costs_little(desk, httpserver, text):
    httpserver.expect_request("/feed").respond_with_data(text, content_type="application/xml")
    began = time.monotonic()
    desk.poll(desk.open(feed_options(httpserver.url_for("/feed"))))
    assert time.monotonic() - began < 15
    assert not any("root:" in (event.title or "") for event in desk.received())
    assert desk.failures() or desk.events("source.polled")


def test_a_feed_of_fifty_thousand_items_is_read_up_to_its_first_two_thousand(desk, httpserver):
    httpserver.expect_request("/feed").respond_with_data(
        rss(*(item(n, text="x") for n in range(20_000)))
    )
    desk.poll(desk.open(feed_options(httpserver.url_for("/feed"))))
    assert len(desk.received()) == 2000
    assert "18000 items beyond" in desk.events("source.polled")[0].note


def test_a_link_that_is_no_web_address_is_dropped(desk, httpserver):
    httpserver.expect_request("/feed").respond_with_data(
        rss(item(1, link="javascript:alert(1)"), item(2, link="data:text/html,x"))
    )
    desk.poll(desk.open(feed_options(httpserver.url_for("/feed"))))
    assert [event.url for event in desk.received()] == [None, None]


def test_scripts_do_not_survive_the_parser(desk, httpserver):
    text = "&lt;script&gt;alert(1)&lt;/script&gt;Words of the item. " * 30
    httpserver.expect_request("/feed").respond_with_data(rss(item(1, text=text)))
    desk.poll(desk.open(feed_options(httpserver.url_for("/feed"))))
    assert "alert" not in desk.text(desk.received()[0])


def test_two_hundred_feeds_are_all_polled_while_fifty_stall(desk, httpserver, raw_server):
    stalled = raw_server(lambda connection, stopped: stopped.wait(30))

    def answer(request) -> Response:
        return Response(rss(item(1, guid=request.path)))

    for number in range(150):
        httpserver.expect_request(f"/{number}").respond_with_handler(answer)
    options = [feed_options(httpserver.url_for(f"/{n}"), name=f"good-{n}") for n in range(150)] + [
        feed_options(stalled, name=f"bad-{n}") for n in range(50)
    ]
    poller = desk.open(*options)
    began = time.monotonic()
    outcomes = desk.runner.run(poller.poll_all())
    assert time.monotonic() - began < 30
    assert sum(outcome.new for outcome in outcomes) == 150
    assert sum(outcome.failure is not None for outcome in outcomes) == 50
