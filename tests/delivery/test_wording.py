"""What a message says, and that nothing a stranger wrote acts in it."""

import shutil
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.delivery.defuse import clean, clip, for_chat, link
from monitor.delivery.jinja_templates import SHIPPED, Templates, check
from monitor.delivery.wording import (
    Circumstances,
    News,
    message_of,
    place_of,
    published_of,
    subject_of,
)
from monitor.events.values import Attribution, Level
from tests.alerts.builders import a_match

TEMPLATES = Templates()
ABOUT = Circumstances(delivery="d-1", routed="the rule notifies border-desk")


def message(change="", level=Level.HIGH, **changes):
    news = News(
        event="e1",
        alert="al1",
        kind="raised",
        change=change,
        match=a_match(level=level, **changes),
        level=level,
        at=datetime(2026, 1, 18, tzinfo=UTC),
    )
    return message_of(news, ABOUT)


class Reader(HTMLParser):
    """The text, tags and links of a page."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.links, self.texts = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.texts).split())


WANTED = [
    "Qala-e-Zal reported fallen to Taliban fighters",
    "District near the border falls",
    "Qala-e-Zal, Kunduz, AF (12 km from the border AF-TJ)",
    "Taliban fighters overran Qala-e-Zal, a council member said.",
    "a council member",
    "the governor",
    "Tolo, Khaama",
    "8 May 2017",
    "https://example.org/qala",
    "the place is 12 km from AF-TJ",
    "monitor why al1",
    "d-1",
]


@pytest.mark.parametrize("kind", ["mail", "chat", "webhook", "terminal"])
def test_every_form_holds_all_that_people_need(kind):
    full = message(sources=("Tolo", "Khaama"), denied_by=Attribution(who="the governor"))
    rendered = TEMPLATES.render(full, kind)
    shown = (rendered.subject + "\n" + rendered.text).replace("\u2060", "")
    missing = [text for text in WANTED if text not in shown]
    # Chat is short: the subject says it all; the terminal has no use for a delivery's key.
    assert missing in ([], ["District near the border falls"], ["d-1"])


def test_the_html_of_a_mail_highlights_the_evidence_and_says_all():
    rendered = TEMPLATES.render(message(denied_by=Attribution(who="the governor")), "mail")
    page = Reader(rendered.html)
    assert "blockquote" in page.tags
    for text in WANTED:
        assert text in page.text or text == "Tolo, Khaama"
    assert page.links == ["https://example.org/qala"]
    assert not {"script", "img", "iframe", "form", "link"} & set(page.tags)


def test_the_whole_sentence_is_shown_and_the_evidence_in_it_stands_out():
    sentence = "Officials & elders say Taliban fighters overran Qala-e-Zal on Saturday, again."
    told = message(sentence=sentence, evidence="Taliban fighters overran Qala-e-Zal")
    rendered = TEMPLATES.render(told, "mail")
    assert sentence in rendered.text
    assert "<strong>Taliban fighters overran Qala-e-Zal</strong> on Saturday" in rendered.html
    assert "Officials &amp; elders say" in rendered.html
    for kind in ("chat", "terminal"):
        assert sentence in TEMPLATES.render(told, kind).text


@pytest.mark.parametrize("kind", ["mail", "webhook", "terminal"])
def test_what_changed_comes_first(kind):
    rendered = TEMPLATES.render(message(change="now denied by the governor"), kind)
    assert "now denied by the governor" in rendered.text.splitlines()[0]
    assert rendered.subject.startswith("[HIGH] Now denied by the governor: Qala-e-Zal")


def test_an_undated_article_says_so_in_plain_sight():
    for kind in ("mail", "chat", "terminal"):
        assert "undated" in TEMPLATES.render(message(published=None), kind).text


@pytest.mark.parametrize(
    ("published", "text"),
    [
        (None, "undated"),
        ("2017-05-08", "8 May 2017"),
        ("2021-07-06T14:30:00+05:00", "6 July 2021, 14:30 UTC+05:00"),
        ("last Tuesday", "last Tuesday"),
    ],
)
def test_publication_dates_as_people_read_them(published, text):
    assert published_of(published) == text


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "Qala-e-Zal, Kunduz, AF (12 km from the border AF-TJ)"),
        ({"border_km": 1.4}, "Qala-e-Zal, Kunduz, AF (at the border AF-TJ)"),
        ({"border_km": None, "border": None}, "Qala-e-Zal, Kunduz, AF"),
        ({"border_km": None}, "Qala-e-Zal, Kunduz, AF (border AF-TJ)"),
        ({"place": None, "province": None, "country": None, "border_km": None}, "border AF-TJ"),
        ({"place": "Kunduz"}, "Kunduz, AF (12 km from the border AF-TJ)"),
        (
            {"place": None, "province": None, "country": None, "border": None, "border_km": None},
            "",
        ),
    ],
)
def test_the_place_with_its_distance_to_the_border(changes, text):
    assert place_of(a_match(**changes)) == text


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "@everyone read <!channel> and <@U123> and @here",
    "[bank](http://evil.example) *bold* _under_ `code` ~gone~ |spoiler|",
    "line one\r\nBcc: victim@example.org\r\n\r\nbody",
    "{{ ''.__class__.__mro__ }} {% for i in range(10**9) %}x{% endfor %}",
    "\x1b[31mred\x1b[0m \u202egnol\u202c \u2066x\u2069 \x00nul \u2028sep",
    "/quit and www.evil.example or https://evil.example/x",
]
FIELDS = [
    "title",
    "subject",
    "evidence",
    "sentence",
    "place",
    "actor",
    "outlet",
    "url",
    "province",
    "when",
]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("field", FIELDS)
def test_nothing_of_an_article_is_markup_in_a_mail(hostile, field):
    plain = Reader(TEMPLATES.render(message(), "mail").html)
    rendered = TEMPLATES.render(message(**{field: hostile}), "mail")
    page = Reader(rendered.html)
    assert set(page.tags) <= set(plain.tags)
    assert all(target.startswith("https://example.org/") for target in page.links)
    for text in (rendered.subject, rendered.text, rendered.html):
        assert not set(text) & set("\r\x00\x1b\u202e\u2066\u2028\u202c\u2069")
    assert "\n" not in rendered.subject
    assert "Bcc: victim" not in rendered.text.splitlines()


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("field", FIELDS)
def test_nothing_of_an_article_acts_in_chat(hostile, field):
    rendered = TEMPLATES.render(message(**{field: hostile}), "chat")
    shown = rendered.subject + "\n" + rendered.text
    for active in ("@everyone", "@here", "<!", "<@", "](", "*", "`", "://evil", "www.evil", "\x1b"):
        assert active not in shown
    assert not any(line.startswith("/") for line in shown.splitlines())


def test_a_template_in_an_article_stays_text():
    rendered = TEMPLATES.render(message(evidence="{{ 7 * 7 }} {{ message.alert }}"), "mail")
    assert "{{ 7 * 7 }} {{ message.alert }}" in rendered.text
    assert "49" not in rendered.text


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/a?b=c&d=%20e#f", "https://example.org/a?b=c&d=%20e#f"),
        ("http://example.org/қалъа", "http://example.org/%D2%9B%D0%B0%D0%BB%D1%8A%D0%B0"),
        ("https://example.org/a_(b)", "https://example.org/a_%28b%29"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("https://user:pw@example.org/", ""),
        ("https://example.org:port/", ""),
        ("https://[::1/", ""),
        ("https:///path", ""),
        ("https://example.org/\u202egpj.exe", ""),
        ("https://example.org/" + "a" * 3000, ""),
        ('https://example.org/"onmouseover="x', "https://example.org/%22onmouseover=%22x"),
        (None, ""),
    ],
)
def test_only_harmless_web_addresses_become_links(url, shown):
    assert link(url) == shown


@given(st.text(max_size=400), st.text(max_size=400), st.sampled_from(list(Level)))
def test_a_subject_is_one_line_under_120_characters(heading, change, level):
    subject = subject_of(level, clean(heading), clean(change))
    assert len(subject) < 120
    assert len(subject.splitlines()) <= 1
    assert subject.startswith(f"[{level.value.upper()}]")


@given(st.text(max_size=300), st.integers(5, 100))
def test_clean_text_is_one_line_within_its_limit_and_cleaning_it_again_changes_nothing(text, limit):
    cleaned = clean(text, limit=limit)
    assert len(cleaned) <= limit
    assert len(cleaned.splitlines()) <= 1
    assert clean(cleaned, limit=limit) == cleaned


@given(st.text(alphabet="@<>[]()*_`~|:/.\\!#aWw ev", max_size=60))
def test_defused_text_holds_no_mention_markup_or_link(text):
    defused = for_chat(clean(text))
    assert not set(defused) & set("<>[]*_`~|\\")
    assert "://" not in defused
    assert "@e" not in defused


def test_text_is_cut_between_words():
    assert clip("one two three four", 12) == "one two…"
    assert clip("short", 12) == "short"
    assert clip("onelongwordonly", 8) == "onelong…"


def test_pashto_and_persian_keep_their_joiners():
    assert clean("می\u200cگوید") == "می\u200cگوید"


class TestTemplatesOfOnesOwn:
    def test_a_template_of_ones_own_is_used(self, tmp_path):
        (tmp_path / "chat.txt.j2").write_text("{{ message.place }} / {{ message.nosuch }}")
        rendered = Templates(tmp_path).render(message(), "chat")
        assert rendered.text == "Qala-e-Zal, Kunduz, AF (12 km from the border AF-TJ) / (unknown)\n"

    @pytest.mark.parametrize("kind", ["mail", "chat", "terminal", "webhook"])
    def test_a_copy_of_the_shipped_ones_gives_the_same(self, tmp_path, kind):
        shutil.copytree(SHIPPED, tmp_path / "own")
        assert check(tmp_path / "own", message()) == []
        own = Templates(tmp_path / "own").render(message(), kind)
        assert own == TEMPLATES.render(message(), kind)

    @pytest.mark.parametrize(
        "source",
        [
            "{{ ''.__class__.__mro__[1].__subclasses__() }}",
            "{{ cycler.__init__.__globals__ }}",
            "{% for i in range(10**9) %}x{% endfor %}",
            "{{ message.place.format_map }}{% if %}",
            "{{ 1 / 0 }}",
            "{% include '/etc/passwd' %}",
            "{% include '../secret' %}",
            "{{ message.__init__.__globals__ }}",
            "{{ 'x' * 10**9 }}",
            "{{ 10 ** 10 ** 7 }}",
            "{{ message.sources * 10000000 }}",
            "{{ '%0100000000d' % 1 }}",
            "{{ '{:>1000000000}'.format('x') }}",
            "{{ 'x'.zfill(1000000000) }}",
            "{{ 'x' | center(1000000000) }}",
            "{% for a in range(999) %}" * 3 + "{% endfor %}" * 3,
            "{{ lipsum(100000) }}{{ lipsum.x }}{{ lipsum() }}",
        ],
    )
    def test_one_that_fails_or_reaches_too_far_costs_no_alert(self, tmp_path, source):
        (tmp_path / "chat.txt.j2").write_text(source)
        shipped = TEMPLATES.render(message(), "chat")
        assert Templates(tmp_path).render(message(), "chat") == shipped

    def test_faults_are_told_with_their_line_before_anything_is_sent(self, tmp_path):
        (tmp_path / "mail.txt.j2").write_text("fine\n{% if %}\n")
        (tmp_path / "chat.txt.j2").write_text("{{ message.plaec }}")
        (tmp_path / "mial.html.j2").write_text("x")
        chat, mail, unknown = check(tmp_path, message())
        assert "plaec" in chat.message
        assert (mail.line, mail.file) == (2, str(tmp_path / "mail.txt.j2"))
        assert "no message uses it" in unknown.message


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200), st.text(max_size=80))
def test_any_text_renders_in_every_form(evidence, who):
    hostile = message(evidence=evidence, attribution=Attribution(who=who), subject=who or "x")
    for kind in ("mail", "chat", "webhook", "terminal"):
        rendered = TEMPLATES.render(hostile, kind)
        assert rendered.text.strip()
        assert len(rendered.subject) < 120
