"""The mail of an alert, from a real daemon to a real mail server and back by its links."""

import re
import struct
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import pytest

from tests.daemon.conftest import FALLEN, eventually
from tests.delivery.servers import free_port, mail_server


@pytest.fixture
def post(daemon):
    """A daemon that mails, with its page beside it; gives the mailbox."""
    port = free_port()
    with mail_server() as (mailbox, smtp):
        url = f"mailto://127.0.0.1:{smtp}/?from=monitor@example.org&to=desk@example.org"
        daemon.config.write_text(
            '[[sources]]\nkind = "directory"\nname = "inbox"\npath = "inbox"\n'
            f'[destinations.mail]\nurl = "{url}&mode=insecure"\n'
            '[routes.desk]\nto = ["mail"]\n'
            f'[web]\nenabled = true\nport = {port}\naddress = "http://localhost:{port}"\n'
        )
        yield mailbox


def parts_of(mail):
    return {part.get_content_type(): part for part in mail.walk() if not part.is_multipart()}


def links_of(html):
    return re.findall(r'href="(http://localhost:[^"]*/signed/[^"]+)"', html)


def press(address, **fields):
    """Open a link, press its button; return what stood there before and after."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = browser.open(address, timeout=5).read().decode()
    token = re.search(r'name="form_token" value="([^"]+)"', page)[1]
    sent = urllib.parse.urlencode({"form_token": token, **fields}).encode()
    return page, browser.open(address, sent, timeout=5).read().decode()


def test_the_mail_of_an_alert_shows_the_map(daemon, post):
    daemon.start()
    daemon.drop("a.txt", FALLEN.format(place="Ishkashim"))
    (mail,) = eventually(lambda: post.mails)
    assert mail.get_content_type() == "multipart/related"
    parts = parts_of(mail)
    picture = parts["image/png"]
    assert picture["Content-ID"] == "<map.png>"
    assert picture.get_content_disposition() == "inline"
    assert struct.unpack(">II", picture.get_content()[16:24]) == (900, 520)
    html = parts["text/html"].get_content()
    (shown,) = re.findall(r'<img src="cid:map.png" alt="([^"]+)"', html)
    assert shown.startswith("Map of the border between Afghanistan and Tajikistan on ")
    assert "km outside government control; Ishkashim is ringed." in shown
    assert "http" not in html.replace("http://localhost", ""), "nothing is loaded from elsewhere"


def test_the_link_of_a_mail_acknowledges_and_a_forged_one_does_not(daemon, post):
    daemon.start()
    daemon.drop("a.txt", FALLEN.format(place="Ishkashim"))
    (mail,) = eventually(lambda: post.mails)
    parts = parts_of(mail)
    acknowledge, _, _ = links_of(parts["text/html"].get_content())
    assert acknowledge in parts["text/plain"].get_content()
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(acknowledge + "0", timeout=5)
    before, after = press(acknowledge, by="Ada", comment="on it")
    assert "Acknowledge this alert?" in before
    assert "Ada</bdi> took it" in after
    (event,) = daemon.events("alert.acknowledged")
    assert (event["data"]["by"], event["data"]["comment"]) == ("Ada", "on it")
    key = daemon.folder / "var" / "links.key"
    assert key.stat().st_mode & 0o077 == 0
