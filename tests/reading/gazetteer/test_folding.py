"""Folding: what text and spellings are compared by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.reading.text.folding import fold, words


@given(st.text())
def test_folding_never_changes_the_length(text):
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_a_text_folds_as_its_parts_do(left, right):
    assert fold(left + right) == fold(left) + fold(right)


@given(st.text())
def test_the_key_of_a_spelling_survives_upper_case_where_that_is_reversible(text):
    if text.upper().lower() == text and text.casefold() == text:
        assert words(text.upper()) == words(text)


@given(st.text())
def test_the_words_of_a_key_are_their_own_key(text):
    assert words(" ".join(words(text))) == words(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zēbāk", "zebak"),
        ("Şırnak", "sirnak"),
        ("N’Djamena", "n'djamena"),
        ("“Qala–e–Zal”", '"qala-e-zal"'),
        ("Калаи-Хумб", "калаи-хумб"),
        ("Хамадонӣ", "хамадони"),
        ("Пянджи Поён", "пянджи поен"),
        ("ИШКАШИМ", "ишкашим"),
        ("İstanbul", "istanbul"),
        ("Straße", "straße"),
        ("Ханджай", "ханджай"),
    ],
)
def test_marks_quotes_and_dashes_fold_to_plain_ones(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Qala-e-Zal", "qala e zal"),
        ("QALA-E ZAL", "Qala–e–Zal"),
        ("N'Djamena", "N’Djamena"),
        ("N'Djamena", "Ndjamena"),
        ("St. Martin's Island", "St Martins Island"),
        ("قلعه\u200cزال", "قلعه زال"),
        ("كندز", "کندز"),
    ],
)
def test_spellings_that_differ_in_punctuation_share_a_key(one, other):
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Takhar", "Tahar"), ("Ишкашим", "Ишкошим"), ("Panj", "Panji")]
)
def test_spellings_that_differ_in_letters_do_not(one, other):
    assert words(one) != words(other)


def test_an_empty_spelling_has_an_empty_key():
    assert words("") == words(" - ’ ") == ()
