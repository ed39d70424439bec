from hypothesis import given
from hypothesis import strategies as st

from monitor.web.texts import Mark, calm, one_line, paragraphs, pieces, quote, safe_link


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
