"""A mail shows its picture where its template left room, and goes without where none is made."""

from dataclasses import replace

import pytest

from monitor.delivery.illustration import LARGEST, ROOM, Picture, illustrated, no_pictures
from monitor.delivery.jinja_templates import Templates
from monitor.delivery.transport import Outgoing
from monitor.delivery.wording import example

PNG = b"\x89PNG\r\n\x1a\n and so on"


def mail(html=f"<p>before</p>{ROOM}<p>after</p>", **changes):
    fields = {"key": "k", "alert": "a", "level": "low", "subject": "s", "text": "t", "html": html}
    return Outgoing(**(fields | changes))


def test_the_picture_stands_where_the_template_left_room():
    seen = []

    def draw(alert, delivery):
        seen.append((alert, delivery))
        return Picture(png=PNG, words='Map: "Panj" & <Vanj>')

    shown = illustrated(mail(), draw)
    assert seen == [("a", "k")]
    assert shown.picture == PNG
    assert ROOM not in shown.html
    before, _, rest = shown.html.partition("<img ")
    assert before == "<p>before</p>"
    assert 'src="cid:map.png"' in rest
    assert 'alt="Map: &quot;Panj&quot; &amp; &lt;Vanj&gt;"' in rest
    assert shown.text == "t"


def panic(_alert, _delivery):
    raise KeyboardInterrupt("what a native painter's panic may look like")


@pytest.mark.parametrize(
    "draw",
    [
        no_pictures,
        panic,
        lambda _alert, _delivery: 1 / 0,
        lambda _alert, _delivery: Picture(png=b"x" * (LARGEST + 1), words="too large"),
    ],
    ids=["there is none", "a panic", "a fault", "too large"],
)
def test_without_a_picture_the_words_go_alone(draw):
    shown = illustrated(mail(), draw)
    assert shown == mail(html="<p>before</p><p>after</p>")


def test_a_mail_without_room_is_left_as_it_is():
    assert illustrated(mail(html=""), panic) == mail(html="")


def test_words_of_an_article_cannot_say_where_the_picture_stands():
    html = Templates().render(replace(example(), heading=ROOM), "mail").html
    assert html.count(ROOM) == 1
    assert html.index("&lt;!-- picture --&gt;") < html.index(ROOM)
