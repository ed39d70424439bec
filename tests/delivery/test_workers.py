"""Sending for real: mail to an SMTP server, chat to a web server, and servers that misbehave."""

import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from werkzeug import Response

from monitor.delivery.options import Destination, Secret
from monitor.delivery.transport import Failed, Outgoing, Sent
from monitor.delivery.workers import WorkerTransport
from tests.delivery.servers import (
    dripping_server,
    free_port,
    mail_server,
    stalling_server,
    tls_context,
)

ROOT = Path(__file__).resolve().parents[2]
MESSAGE = Outgoing(
    key="6eadd304-fa1a-5d41-af09-801c8c4e73c9",
    alert="8d96f31f5d52",
    level="high",
    subject="[HIGH] Қалъаи Зол & <Ishkashim> reported fallen",
    text="The text of the mail.\nDelivery 6eadd304-fa1a-5d41-af09-801c8c4e73c9\n",
    html="<p>The <b>HTML</b> of the mail.</p>",
)
CHAT = Outgoing(key="k1", alert="a1", level="low", subject="A title", text="A text", html="")


@pytest.fixture(scope="module")
def transport():
    transport = WorkerTransport()
    transport.start()
    yield transport
    transport.close()


@pytest.fixture(scope="module")
def tls(tmp_path_factory):
    return tls_context(tmp_path_factory.mktemp("tls"))


def destination(url, timeout=5.0):
    return Destination(name="there", url=Secret(url), timeout=timeout)


def mailto(port, to="desk@example.org", extra="&mode=insecure", user=""):
    return destination(f"mailto://{user}127.0.0.1:{port}/?from=monitor@example.org&to={to}{extra}")


def webhook(httpserver, **kwargs):
    return destination(httpserver.url_for("/hook").replace("http://", "json://"), **kwargs)


class TestMail:
    def test_a_mail_arrives_with_its_subject_text_html_and_key(self, transport):
        with mail_server() as (mailbox, port):
            assert transport.send(mailto(port), MESSAGE) == Sent()
        (mail,) = mailbox.mails
        assert mail["Subject"] == MESSAGE.subject
        assert mail["To"] == "desk@example.org"
        assert mail["Idempotency-Key"] == MESSAGE.key
        assert mail["X-Monitor-Delivery-Id"] == MESSAGE.key
        assert mail["X-Monitor-May-Be-Repeat"] is None
        text, html = mail.iter_parts()
        assert text.get_content_type() == "text/plain"
        assert text.get_content().split() == MESSAGE.text.split()
        assert html.get_content_type() == "text/html"
        assert "<b>HTML</b>" in html.get_content()

    def test_several_mails_in_a_row_are_not_throttled(self, transport):
        with mail_server() as (mailbox, port):
            began = time.monotonic()
            for _ in range(3):
                assert transport.send(mailto(port), MESSAGE) == Sent()
        assert len(mailbox.mails) == 3
        assert time.monotonic() - began < 4

    def test_a_repeat_is_marked_for_machines(self, transport):
        again = Outgoing(key="k", alert="a", level="low", subject="s", text="t", may_be_repeat=True)
        with mail_server() as (mailbox, port):
            assert transport.send(mailto(port), again) == Sent()
        assert mailbox.mails[0]["X-Monitor-May-Be-Repeat"] == "yes"

    @pytest.mark.parametrize(
        ("answer", "permanent"),
        [
            pytest.param("550 no such mailbox", True, id="a mailbox that does not exist"),
            pytest.param("451 try again later", False, id="a server that is busy"),
        ],
    )
    def test_the_mail_servers_answer_decides_whether_it_is_tried_again(
        self, transport, answer, permanent
    ):
        with mail_server() as (mailbox, port):
            mailbox.answers["desk@example.org"] = answer
            outcome = transport.send(mailto(port), MESSAGE)
        assert outcome == Failed(reason=f"the mail server answered {answer}", permanent=permanent)

    def test_over_tls_a_login_is_used_and_a_wrong_one_is_permanent(self, transport, tls):
        def login(server, session, envelope, mechanism, auth_data):
            assert isinstance(auth_data, LoginPassword)
            right = (auth_data.login, auth_data.password) == (b"ann", b"s3cret")
            return AuthResult(success=right, auth_data=auth_data, handled=right)

        options = {"authenticator": login, "auth_required": True}
        extra = "&mode=starttls&verify=no"
        with mail_server(tls_context=tls, require_starttls=True, **options) as (mailbox, port):
            right = transport.send(mailto(port, user="ann:s3cret@", extra=extra), MESSAGE)
            wrong = transport.send(mailto(port, user="ann:guess@", extra=extra), MESSAGE)
            unproven = transport.send(
                mailto(port, user="ann:s3cret@", extra="&mode=starttls"), MESSAGE
            )
        assert right == Sent()
        assert mailbox.users == [b"ann"]
        assert isinstance(wrong, Failed)
        assert wrong.permanent
        assert "guess" not in wrong.reason
        assert isinstance(unproven, Failed)  # a certificate that nobody vouches for

    def test_several_recipients_in_one_destination_are_refused(self, transport):
        with mail_server() as (mailbox, port):
            outcome = transport.send(mailto(port, to="a@example.org,b@example.org"), MESSAGE)
        assert outcome.permanent
        assert "destination of its own" in outcome.reason
        assert mailbox.mails == []


class TestWebHooks:
    def test_a_web_hook_gets_title_text_and_the_key_as_a_header(self, transport, httpserver):
        httpserver.expect_request("/hook").respond_with_data("ok")
        assert transport.send(webhook(httpserver), CHAT) == Sent()
        ((request, _),) = httpserver.log
        assert request.headers["Idempotency-Key"] == "k1"
        assert (request.json["title"], request.json["message"]) == ("A title", "A text")

    @pytest.mark.parametrize(
        ("status", "permanent"),
        [
            (400, True),
            (404, True),
            (410, True),
            (408, False),
            (429, False),
            (500, False),
            (503, False),
        ],
    )
    def test_the_status_decides_whether_it_is_tried_again(
        self, transport, httpserver, status, permanent
    ):
        httpserver.expect_request("/hook").respond_with_data("no", status=status)
        outcome = transport.send(webhook(httpserver), CHAT)
        assert outcome == Failed(reason=f"answered HTTP {status}", permanent=permanent)

    @pytest.mark.parametrize(
        ("headers", "seconds"),
        [
            ({"Retry-After": "120"}, 120),
            ({"Retry-After": "99999999999"}, 86400),
        ],
    )
    def test_retry_after_is_heard(self, transport, httpserver, headers, seconds):
        httpserver.expect_request("/hook").respond_with_response(
            Response("slow down", status=429, headers=headers)
        )
        outcome = transport.send(webhook(httpserver), CHAT)
        assert outcome.retry_after == timedelta(seconds=seconds)

    def test_a_redirection_is_not_followed(self, transport, httpserver):
        elsewhere = httpserver.url_for("/elsewhere")
        httpserver.expect_request("/hook").respond_with_response(
            Response(status=307, headers={"Location": elsewhere})
        )
        httpserver.expect_request("/elsewhere").respond_with_data("stolen")
        url = webhook(httpserver).url.reveal()
        outcome = transport.send(destination(f"{url}?redirect=yes"), CHAT)
        assert outcome.permanent
        assert "redirection" in outcome.reason
        assert [request.path for request, _ in httpserver.log] == ["/hook"]

    def test_a_refused_connection_is_tried_again(self, transport):
        outcome = transport.send(destination(f"json://127.0.0.1:{free_port()}/hook"), CHAT)
        assert isinstance(outcome, Failed)
        assert not outcome.permanent

    def test_apprise_does_not_retry_on_its_own(self, transport, httpserver):
        httpserver.expect_request("/hook").respond_with_data("no", status=500)
        url = webhook(httpserver).url.reveal()
        transport.send(destination(f"{url}?retry=3"), CHAT)
        assert len(httpserver.log) == 1


class TestTheSendingProcess:
    @pytest.mark.parametrize("url", ["nonsense", "nosuch://x", "mailto://", "json://a\nb"])
    def test_an_address_that_is_not_understood_is_a_fault_and_not_shown(self, transport, url):
        outcome = transport.send(destination(url), CHAT)
        assert outcome.permanent
        assert url not in outcome.reason

    def test_a_stalling_server_costs_its_timeout_and_no_more(self, transport):
        with stalling_server() as port:
            began = time.monotonic()
            outcome = transport.send(destination(f"json://127.0.0.1:{port}/", timeout=1.0), CHAT)
            took = time.monotonic() - began
        assert isinstance(outcome, Failed)
        assert not outcome.permanent
        assert took < 2.5

    def test_a_process_that_a_dripping_server_holds_is_killed(self, transport, monkeypatch):
        monkeypatch.setattr("monitor.delivery.workers.GRACE", -3.0)
        with dripping_server() as port:
            began = time.monotonic()
            outcome = transport.send(destination(f"json://127.0.0.1:{port}/", timeout=5.0), CHAT)
            took = time.monotonic() - began
        assert outcome == Failed(reason="no end within 2 seconds: the sending process was killed")
        assert took < 4

    def test_a_killed_sending_process_is_started_again(self, httpserver):
        httpserver.expect_request("/hook").respond_with_data("ok")
        transport = WorkerTransport()
        try:
            assert transport.send(webhook(httpserver), CHAT) == Sent()
            transport._process.kill()
            transport._process.wait()
            assert transport.send(webhook(httpserver), CHAT) == Sent()
        finally:
            transport.close()

    def test_after_closing_nothing_is_sent(self):
        transport = WorkerTransport()
        transport.close()
        assert isinstance(transport.send(destination("json://localhost"), CHAT), Failed)

    def test_the_address_is_not_in_the_process_list(self, transport):
        from pathlib import Path

        command = Path(f"/proc/{transport._process.pid}/cmdline").read_bytes()
        assert b"monitor.delivery.nursery" in command
        assert b"://" not in command


def test_what_is_too_long_for_a_service_goes_out_in_pieces():
    lines = (
        "from monitor.delivery import apprise_transport as edge",
        "service = edge._service('discord://12345678/abcdefgh', edge._asset())",
        "edge._limit(service, 5)",
        "pieces = service._apply_overflow('word ' * 1500, title='t')",
        "assert len(pieces) > 3, len(pieces)",
        "assert all(len(piece['body']) <= 2000 for piece in pieces)",
    )
    subprocess.run([sys.executable, "-c", "\n".join(lines)], check=True, cwd=ROOT)
