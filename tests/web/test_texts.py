from hypothesis import given
from hypothesis import strategies as st

from monitor.web.texts import Mark, Marks, calm, one_line, paragraphs, pieces, quote, safe_link


@given(st.text())
def test_calming_keeps_every_offset(text):
    assert len(calm(text)) == len(text)


@given(
    st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=6)
)
def test_pieces_put_together_again_are_the_text(text, spans):
    marks = [Mark(start=a, end=b, kind="news", label="") for a, b in spans]
    assert "".join(piece.text for piece in pieces(text, marks)) == calm(text)


def test_overlapping_marks_cut_the_text_where_each_begins_and_ends():
    text = "Taliban fighters overran Imam Sahib"
    found = pieces(
        text,
        [
            Mark(start=0, end=35, kind="news", label="claim"),
            Mark(start=25, end=35, kind="place", label="place"),
        ],
    )
    assert [(p.text, [m.kind for m in p.marks]) for p in found] == [
        ("Taliban fighters overran ", ["news"]),
        ("Imam Sahib", ["news", "place"]),
    ]


def test_blank_lines_part_paragraphs_even_inside_a_mark():
    text = "One.\n\nTwo."
    found = paragraphs(pieces(text, [Mark(start=0, end=10, kind="news", label="")]))
    assert [[piece.text for piece in group] for group in found] == [["One."], ["Two."]]


def test_a_quote_shows_the_proof_with_its_sentence_and_stops_at_the_paragraph():
    text = "Before.\n\nA council member said that Imam Sahib fell on Saturday.\n\nAfter."
    start = text.index("Imam Sahib fell")
    found = quote(text, (start, start + 15), "Imam Sahib fell")
    assert found.before == "A council member said that "
    assert found.marked == "Imam Sahib fell"
    assert found.after == " on Saturday."


def test_a_quote_ends_with_its_sentence_and_not_at_a_short_word_with_a_stop():
    text = (
        "It rained. Gen. Nazari of the U.S. mission said Imam Sahib fell to 300 men. "
        "They came by night."
    )
    start = text.index("Imam Sahib fell")
    found = quote(text, (start, start + 15), "Imam Sahib fell")
    assert found.before == "Gen. Nazari of the U.S. mission said "
    assert found.after == " to 300 men."


@given(st.text(alphabet='Abcd. \n"?!', max_size=80), st.integers(0, 80), st.integers(1, 20))
def test_a_quote_is_a_piece_of_the_text_around_its_proof(text, start, length):
    evidence = text[start : start + length]
    found = quote(text, (start, start + len(evidence)), evidence)
    assert found.marked in (calm(evidence), one_line(evidence, 600))
    if evidence and found.marked == calm(evidence):
        assert f"{found.before}{found.marked}{found.after}".strip("…") in calm(text)


def test_words_are_marked_whole_and_near_before_far():
    marks = Marks("Panjshir first. Then Panj, and Panj again; Putin's visit.")
    marks.words("Panj", "place", "", (30, 60), (0, 60))
    marks.words("putin 's visit", "cue", "", (0, 60))
    marks.words("Panjs", "place", "", (0, 60))
    assert [(mark.start, mark.kind) for mark in marks.found] == [(31, "place"), (43, "cue")]


def test_a_quote_whose_span_no_longer_holds_the_proof_shows_the_proof_alone():
    found = quote("The text was revised.", (0, 8), "Imam Sahib fell")
    assert (found.before, found.marked, found.after) == ("", "Imam Sahib fell", "")


def test_only_plain_web_addresses_become_links():
    assert safe_link("https://ariana.example/a?b=1") == "https://ariana.example/a?b=1"
    for url in (
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "https://user:pw@host/",
        "https://a b/",
        "//host/x",
        "https://host/\u202egnp",
        None,
    ):
        assert safe_link(url) == ""


def test_a_line_has_no_breaks_and_no_steering_characters():
    assert one_line("a\r\nBcc: b\u202e\x1b[31m c", 40) == "a Bcc: b [31m c"
