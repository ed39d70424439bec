"""From an article in a folder to the people: through servers as they run in the world."""

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from tests.daemon.conftest import FALLEN, eventually
from tests.delivery.servers import mail_server, tls_context
from tests.e2e.parts import irc_channel, matrix_room

pytestmark = pytest.mark.slow

HOSTILE = (
    "Taliban fighters captured Ishkashim district in Badakhshan on Tuesday, said @everyone, "
    "<!channel> and an elder named **bold** at [click](http://evil.example)."
)


def tell(daemon, url, extra=""):
    text = daemon.config.read_text().partition("[destinations")[0]
    daemon.config.write_text(
        f'{text}[destinations.people]\nurl = "{url}"\n{extra}[routes.desk]\nto = ["people"]\n'
    )
    daemon.start()


def delivered(daemon):
    return eventually(lambda: daemon.events("delivery.succeeded"), seconds=120)


def test_an_alert_is_read_in_its_matrix_room(daemon, tmp_path):
    folder = tmp_path / "synapse"
    folder.mkdir()
    with matrix_room(folder) as room:
        tell(daemon, room.url)
        daemon.drop("a.txt", HOSTILE)
        delivered(daemon)
        (message,) = room.messages()
        assert "Ishkashim fell" in message["body"]
        assert "an elder named" in message["body"]
        (requested,) = daemon.events("delivery.requested")
        assert requested["data"]["delivery"] in message["body"]
        # What an article says is no markup, and calls nobody.
        assert "@everyone" not in message["body"]
        assert "<a " not in message.get("formatted_body", "")
        assert "<strong>" not in message.get("formatted_body", "")
        assert not message.get("m.mentions")


def test_a_wrong_password_of_matrix_is_given_up_and_told_on_the_fallback(daemon, tmp_path, webhook):
    folder = tmp_path / "synapse"
    folder.mkdir()
    with matrix_room(folder) as room:
        text = daemon.config.read_text().partition("[destinations")[0]
        wrong = room.url.replace(room.password, "gu3ss")
        daemon.config.write_text(
            f'fallback_route = "ops"\n{text}'
            f'[destinations.people]\nurl = "{wrong}"\n[destinations.hook]\nurl = "{webhook.url}"\n'
            '[routes.desk]\nto = ["people"]\n[routes.ops]\nto = ["hook"]\n'
        )
        daemon.start()
        daemon.drop("a.txt", FALLEN.format(place="Ishkashim"))
        eventually(lambda: len(webhook.received) >= 2, seconds=60)
        assert room.messages() == []
    assert any("Could not be delivered to people" in text for text in webhook.messages())
    assert any("Delivery to people was given up" in text for text in webhook.messages())
    assert not any("gu3ss" in text for text in webhook.messages())


def test_an_alert_is_heard_in_its_irc_channel(daemon, tmp_path):
    folder = tmp_path / "ngircd"
    folder.mkdir()
    with irc_channel(folder) as (listener, port):
        tell(daemon, f"irc://monitor@127.0.0.1:{port}/%23border")
        daemon.drop("a.txt", f"QUIT :bye\n\n{HOSTILE}")
        delivered(daemon)
        (requested,) = daemon.events("delivery.requested")
        said = listener.hear(requested["data"]["delivery"])
        assert any("Ishkashim fell" in line for line in said)
        assert any("an elder named" in line for line in said)
        assert not any(line.startswith("QUIT") for line in said)


def test_an_alert_arrives_by_mail_over_tls_with_a_login(daemon, tmp_path):
    def login(server, session, envelope, mechanism, auth_data):
        assert isinstance(auth_data, LoginPassword)
        right = (auth_data.login, auth_data.password) == (b"ann", b"s3cret")
        return AuthResult(success=right, auth_data=auth_data, handled=right)

    options = {"authenticator": login, "auth_required": True, "require_starttls": True}
    with mail_server(tls_context=tls_context(tmp_path), **options) as (mailbox, port):
        url = f"mailto://ann:s3cret@127.0.0.1:{port}/?from=monitor@example.org&to=desk@example.org"
        tell(daemon, f"{url}&mode=starttls&verify=no")
        daemon.drop("a.txt", HOSTILE)
        delivered(daemon)
    (mail,) = mailbox.mails
    assert mailbox.users == [b"ann"]
    assert mail["Subject"] == "[HIGH] Ishkashim fell"
    (requested,) = daemon.events("delivery.requested")
    assert mail["X-Monitor-Delivery-Id"] == requested["data"]["delivery"]
    assert "an elder named" in mail.get_body(("plain",)).get_content()
    assert "<strong>" in mail.get_body(("html",)).get_content()


def test_a_web_hook_takes_an_alert_with_its_key(daemon, webhook):
    daemon.start()
    daemon.drop("a.txt", FALLEN.format(place="Ishkashim"))
    delivered(daemon)
    (requested,) = daemon.events("delivery.requested")
    assert requested["data"]["delivery"] in webhook.messages()[0]
    (request, _) = webhook.server.log[-1]
    assert request.headers["Idempotency-Key"] == requested["data"]["delivery"]
