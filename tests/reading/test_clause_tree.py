"""No clause depends on itself, whatever a text says: whoever climbs to the main clause arrives."""

import pytest

from monitor.reading.places.gazetteer import load_gazetteer
from monitor.reading.syntax.chunker import Chunker
from monitor.reading.syntax.clause import Clause
from monitor.reading.syntax.sentence import Analyser, Passage, Sentence
from monitor.reading.text.folding import fold
from monitor.reading.vocabulary.load import load_vocabulary
from monitor.reading.words.lexicon import Lexicon
from monitor.reading.words.tagger import Tagger
from monitor.reading.words.tokens import SentenceSplitter
from tests.accuracy.measure import articles

VOCABULARY = load_vocabulary()
LEXICON = Lexicon(VOCABULARY, load_gazetteer())
ANALYSER = Analyser(Tagger(LEXICON), Chunker(LEXICON), LEXICON.bit("troops", "person", "set"))
SPLITTER = SentenceSplitter(VOCABULARY)
OPENED_AND_BROKEN = (
    "While all looked to Khwahan, where digging led to shots, a heavier blow fell in the north.",
    "A week after the army took the town from the men, who had held it a day, clerks were listing.",
    'If it is so, as the mayor told us in Panj, that it "was ours and is ours", who told them?',
    "Whether the fight that began here is the end he did not say, and two who spoke to us did.",
)


def sentences(text: str) -> list[Sentence]:
    passage = Passage(text, fold(text), None, ANALYSER, in_title=False)
    return [Sentence(passage, span, at) for at, span in enumerate(SPLITTER.spans(text))]


def assert_tree(sentence: Sentence) -> None:
    for clause in sentence.clauses:
        above, seen = clause.parent, {id(clause)}
        while above is not None:
            assert id(above) not in seen, sentence.text[sentence.start : sentence.end]
            seen.add(id(above))
            above = above.parent


@pytest.mark.parametrize("text", OPENED_AND_BROKEN)
def test_an_opening_clause_and_its_main_clause(text: str) -> None:
    for sentence in sentences(text):
        assert_tree(sentence)


def test_every_sentence_of_the_corpus_and_halves_of_any_two() -> None:
    texts = [row["text"] for row in articles()]
    whole = [text[one.start : one.end].split() for text in texts for one in sentences(text)]
    glued = (a[: len(a) // 2] + b[len(b) // 2 :] for a, b in zip(whole, whole[7:], strict=False))
    for words in (*whole, *glued):
        for sentence in sentences(" ".join(words)):
            assert_tree(sentence)


def test_of_two_that_would_depend_on_each_other_the_later_is_free() -> None:
    (sentence,) = sentences("When the town fell, soldiers fled.")
    opening, main = sentence.clauses
    assert isinstance(opening, Clause)
    main.parent, opening.parent = opening, None
    opening.hang_on(main)
    assert (opening.parent, main.parent) == (main, None)
