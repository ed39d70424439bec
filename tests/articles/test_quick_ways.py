"""Each quick way comes to what the slow and plain one comes to."""

from collections import Counter
from datetime import UTC, datetime
from zlib import crc32

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.articles import captions, furniture
from monitor.articles.copies import Text, compare
from monitor.articles.glance import holds
from monitor.articles.paragraphs import tidied, tidy
from monitor.articles.window import Kept, Window, marks
from monitor.articles.words import folded, numbers

NOW = datetime(2026, 1, 18, tzinfo=UTC)
ODD = "\t\r\n\x0b\x0c\x85\u2028\u2029\u00a0\u2003\u200b\u202e\ufeff\ufff9\ufffb\u00ad\x00\x7f\u0301"
TEXTS = st.text(st.sampled_from("abe é.ж  \n" + ODD), max_size=40)
PROSE = st.lists(
    st.sampled_from(
        ["Border", "guards,", "«seven»", "—", "men’s", "border", "ſ", "on", "-", "жду"]
    ),
    max_size=40,
).map(" ".join)


@settings(deadline=None)
@given(TEXTS)
def test_a_text_that_looks_tidy_at_a_glance_is_tidy(text):
    assert tidy(text) == tidied(text)


def plain_numbers(text: str) -> list[int]:
    """One shingle after another, in Python's own whole numbers."""
    codes = []
    for word in folded(text):
        data = word.encode()
        codes.append(crc32(data) << 29 ^ crc32(data[::-1], 7))
    if len(codes) < 3:
        return [sum(codes)] if codes else []
    return [
        (a * 2_654_435_761 + b * 40_503 + c * 97) % 2**61
        for a, b, c in zip(codes, codes[1:], codes[2:], strict=False)
    ]


@settings(deadline=None)
@given(st.one_of(PROSE, st.text(max_size=60).filter(lambda text: text.isprintable())))
def test_shingles_that_are_numbered_at_once_get_the_numbers_that_each_gets_alone(text):
    assert numbers(text) == plain_numbers(text)


@settings(deadline=None)
@given(
    st.one_of(st.from_regex(captions._CREDIT), st.sampled_from(["PHOTO by A", "ſhutterstocK x"]))
)
def test_no_credit_is_overlooked_at_a_glance(credit):
    assert holds(credit, captions._SIGNS)


@settings(deadline=None)
@given(st.one_of(st.from_regex(furniture._MENTION), st.from_regex(furniture._SITE)))
def test_no_notice_is_overlooked_at_a_glance(notice):
    assert holds(notice, furniture._SIGNS)


def kept(number: int, text: str) -> Kept:
    return Kept(f"a{number}", "body", "outlet", "wire", NOW, marks(numbers(text)).sample)


@settings(deadline=None)
@given(st.lists(PROSE, max_size=8), PROSE)
def test_what_shares_most_with_a_text_is_found_first(texts, new):
    window, wanted = Window(), set(numbers(new))
    articles = [kept(number, text) for number, text in enumerate(texts)]
    for article in articles:
        window.add(article)
    shared = Counter({article: len(wanted.intersection(article.sample)) for article in articles})
    likely = [
        article
        for article, count in shared.most_common()
        if count and count >= 0.15 * min(len(wanted) / 8, len(article.sample))
    ]
    assert window.candidates(marks(numbers(new))) == likely[:5]


def test_what_leaves_the_window_leaves_every_index():
    window = Window()
    for number in range(3):
        window.add(kept(number, f"Short notice {number} about the border"))
    for number in range(3):
        window.drop(f"a{number}")
    assert not window._index
    assert not window._fine


@settings(deadline=None)
@given(PROSE, PROSE)
def test_a_text_that_is_the_other_to_the_letter_is_judged_as_if_it_were_compared(text, title):
    class Unlike(Text):
        def is_the_same(self, other):
            return False

    assert compare(Text(text), Text(text), title=title) == compare(
        Unlike(text), Unlike(text), title=title
    )
