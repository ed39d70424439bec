"""Real servers for the tests of delivery: mail, and web hooks that misbehave on purpose."""

import email
import email.policy
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller


class Mailbox:
    """Keeps mails; answers recipients as told ("550 no such mailbox")."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.users: list[bytes] = []
        self.arrived: Callable[[str], None] = lambda _: None  # told the text of each

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if session.auth_data:
            self.users.append(session.auth_data.login)
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        body = mail.get_body(("plain",))
        self.arrived(body.get_content() if body else "")
        return "250 OK"


@contextmanager
def mail_server(**options) -> Iterator[tuple[Mailbox, int]]:
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        yield mailbox, controller.port
    finally:
        controller.stop()


def tls_context(folder: Path) -> ssl.SSLContext:
    """A server's TLS with a certificate made just now, that nobody vouches for."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subject = ("-subj", "/CN=127.0.0.1", "-days", "2", "-nodes", "-newkey", "rsa:2048")
    files = ("-keyout", str(key), "-out", str(certificate))
    command = ("openssl", "req", "-x509", *subject, *files)
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@contextmanager
def stalling_server() -> Iterator[int]:
    """Lets anybody connect (the kernel does), and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as server:
        yield server.getsockname()[1]


@contextmanager
def dripping_server(interval: float = 0.2) -> Iterator[int]:
    """Accepts, and sends one byte of an endless header after another."""
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)

        def drip(connection: socket.socket) -> None:
            with connection:
                try:
                    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                    while not stop.wait(interval):
                        connection.sendall(b"x")
                except OSError:
                    return

        def serve() -> None:
            threads = []
            while not stop.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                threads.append(threading.Thread(target=drip, args=(connection,)))
                threads[-1].start()
            for thread in threads:
                thread.join()

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            stop.set()
            thread.join()
