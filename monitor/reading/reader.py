"""The reader: an article in, its claims out, each with the trace of how it was read."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from monitor.events.values import Claim
from monitor.reading import collector, native
from monitor.reading.article.denials import DenialFinder
from monitor.reading.article.domains import FieldFinder, quieten
from monitor.reading.article.finish import DEADLY, finish
from monitor.reading.article.merge import merge
from monitor.reading.article.taken_back import TakenBack
from monitor.reading.article.works import LEAD, WorkFinder, retire_told
from monitor.reading.claims.claim_values import claim_of
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.claims.drafting import Drafter
from monitor.reading.claims.history import retire_old
from monitor.reading.document import Document
from monitor.reading.explain import Explanation, trace
from monitor.reading.frames.match import FrameIndex
from monitor.reading.frames.triage import Triage
from monitor.reading.places.gazetteer import Gazetteer, load_gazetteer
from monitor.reading.scene.locate import Locator
from monitor.reading.scene.people import People
from monitor.reading.scene.story import Story, clean, context_of
from monitor.reading.scene.tolls import TollReader
from monitor.reading.standing.cues import Background, Cue, CueFinder, dated_lately
from monitor.reading.syntax.chunker import Chunker
from monitor.reading.syntax.sentence import Analyser, Passage, Sentence
from monitor.reading.text.datelines import dateline
from monitor.reading.text.folding import fold, words
from monitor.reading.vocabulary.compiled import Compiled
from monitor.reading.vocabulary.load import load_vocabulary
from monitor.reading.words.gate import Gate, Scan
from monitor.reading.words.headlines import plain_words
from monitor.reading.words.lexicon import Lexicon
from monitor.reading.words.tagger import Tagger
from monitor.reading.words.tokens import SentenceSplitter

VERSION = 1


@dataclass(slots=True)
class _Analysis:
    """What reading one article produced, before merging."""

    gate: str
    drafts: list[Draft] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    scene: Scene | None = None


class Reader:
    """Reads articles of one language with one vocabulary and one gazetteer."""

    def __init__(self, vocabulary: Compiled, gazetteer: Gazetteer) -> None:
        self.vocabulary = vocabulary
        self.gazetteer = gazetteer
        self._lexicon = Lexicon(vocabulary, gazetteer)
        self._gate = Gate(self._lexicon)
        self._splitter = SentenceSplitter(vocabulary)
        people = self._lexicon.bit("troops", "militants", "civilians", "officials", "person", "set")
        self._analyser = Analyser(Tagger(self._lexicon), Chunker(self._lexicon), people)
        self._frames = FrameIndex(vocabulary.frames)
        self._locator = Locator(self._lexicon)
        self._cues = CueFinder(vocabulary)
        self._drafter = Drafter(self._frames, self._cues)
        self._fields = FieldFinder(vocabulary)
        self._taken_back = TakenBack(vocabulary)
        self._works = WorkFinder(vocabulary)
        self._denials = DenialFinder(vocabulary, self._splitter, self._cues)
        self._bordering = tuple(vocabulary.settings.get("bordering", ("border",)))
        self._tolls = TollReader(vocabulary.settings.get("toll", {}))
        self._triage = Triage(self._lexicon, self._frames, self._tolls.words)
        parts = f"{VERSION}\x1f{vocabulary.digest}\x1f{gazetteer.digest}"
        self.digest = hashlib.blake2b(parts.encode(), digest_size=12).hexdigest()

    def read(self, document: Document) -> tuple[Claim, ...]:
        """Return the claims of an article; none for a language without a vocabulary."""
        with collector.held_off():
            return self._claims(document)

    def _claims(self, document: Document) -> tuple[Claim, ...]:
        # What was worked out dies here, before the collector is let on again: it would walk it all.
        analysis = self._analyse(document, whole=False)
        return tuple(claim_of(draft) for draft in merge(analysis.drafts))

    def explain(self, document: Document) -> Explanation:
        """Return the same reading, with what was found and what stopped the rest."""
        analysis = self._analyse(document, whole=True)
        kept = merge(analysis.drafts)
        traces = [
            trace(sentence, analysis.scene, self._frames, analysis.drafts, kept)
            for sentence in analysis.sentences
            if analysis.scene is not None
        ]
        return Explanation(
            id=document.id, reader=self.digest, gate=analysis.gate,
            sentences=tuple(found for found in traces if found.findings),
            claims=tuple(claim_of(draft) for draft in kept),
        )  # fmt: skip

    def _analyse(self, document: Document, *, whole: bool) -> "_Analysis":
        """Read an article; ``whole``: also the sentences that cannot make a claim."""
        if document.language != "en":
            return _Analysis(f"no vocabulary for the language {document.language!r}")
        story = self._story(document)
        if not (story.scan.anchors or story.title_scan.anchors):
            return _Analysis("no place, country or actor that the reader knows")
        if not (story.scan.triggers or story.title_scan.triggers):
            return _Analysis("no word that evokes a claim")
        names, start = dateline(story.body.text)
        listed = self._listed(story.body, story.scan, start)
        spans = self._splitter.spans(story.head.text)
        titles = [Sentence(story.head, span, at) for at, span in enumerate(spans)]
        for sentence in titles:
            sentence.live = self._triage.may_claim(sentence)
        gate = f"{story.scan.anchors} names, {len(story.scan.triggers)} triggers"
        if not whole and not any(sentence.live for sentence in (*listed, *titles)):
            return _Analysis(gate)
        scene = self._scene(story, names, start)
        drafts: list[Draft] = []
        for sentence in chain(self._sentences(story.body, listed, scene), titles):
            scene.hear(sentence)
            self._drafter.hear(scene)
            if sentence.live or whole:
                drafts += self._drafter.drafts(scene)
        return _Analysis(gate, self._finish(drafts, scene, story), scene.sentences, scene)

    def _story(self, document: Document) -> Story:
        text, title = clean(document.text), clean(document.title)
        body = Passage(text, fold(text), document.day, self._analyser, in_title=False)
        head = Passage(title, fold(title), document.day, self._analyser, in_title=True)
        head.plain = plain_words(title, text)
        return Story(body, head, self._gate.scan(body.folded), self._gate.scan(head.folded))

    def _scene(self, story: Story, names: tuple[str, ...], start: int) -> Scene:
        """Everything that builders may ask about the article."""
        folded = story.body.folded
        context = context_of(story, self._home(names), self._bordering)
        context.borders = self._lexicon.gazetteer.borders
        context.river_bit = self._lexicon.bit("border_river")
        people = People(self._lexicon, story.body.day)
        scene = Scene(self._lexicon, self._locator, people, context)
        scene.may_dispute = self._cues.may_dispute(folded)
        scene.none_hurt = self._tolls.none_hurt(folded)
        scene.cues = self._article_cues(story, start)
        return scene

    def _finish(self, drafts: list[Draft], scene: Scene, story: Story) -> list[Draft]:
        """Complete the drafts by what the whole article tells."""
        if not drafts:
            return []
        retire_old(drafts, scene.sentences)
        retire_told(drafts, self._work(story))
        self._taken_back.mark(drafts)
        quieten(drafts, self._fields.find(f"{story.head.folded}\n{story.body.folded}"), scene)
        self._count(drafts, scene)
        scene.denials = self._denials.find(story.body, drafts, scene)
        return finish(drafts, scene)

    def _work(self, story: Story) -> str:
        """Return the film, study or yearly report that the article is about, if one."""
        spans = islice(self._splitter.spans(story.body.text), LEAD)
        parts = (story.body.folded[start:end] for start, end, _ in spans)
        return self._works.find([story.head.folded, *parts])

    def _count(self, drafts: list[Draft], scene: Scene) -> None:
        """Read the tolls, where the article tells of fighting."""
        if not any(draft.type in DEADLY for draft in drafts):
            return
        background = Background(self._lexicon.set("tallied"))
        for sentence in scene.sentences:
            background.hear(sentence)
            if sentence.harmless or background.is_old():
                continue  # the dead of other days are not today's
            scene.sentence = sentence
            tolls = self._tolls.read(sentence, scene.people)
            if sentence.in_title:
                scene.title_tolls += tolls
            else:
                scene.tolls += tolls
                scene.wounded += self._tolls.read_wounded(sentence, scene.people)

    def _article_cues(self, story: Story, start: int) -> list[Cue]:
        """Cues of the title and the first sentence that rule the whole article.

        A first sentence that dates its news to these days tells them, whatever it looks back on.
        """
        cues = self._cues.article(story.head.folded)
        text = story.body.folded[start:]
        first = next(iter(self._splitter.spans(text)), None)
        told = self._cues.article(text[first[0] : first[1]]) if first is not None else []
        if first is None or not told:
            return cues
        lead = Sentence(story.body, (start + first[0], start + first[1], first[2]), 0)
        return cues if dated_lately(lead) else [*cues, *told]

    def _home(self, names: tuple[str, ...]) -> str | None:
        """Return the country of the dateline."""
        gazetteer = self._lexicon.gazetteer
        for name in names:
            key = words(name)
            code = gazetteer.country_names.get(key)
            places = gazetteer.candidates(key) or gazetteer.candidates(key[:1])
            if code or places:
                return code or places[0].country
        return None

    def _listed(self, body: Passage, scan: Scan, start: int) -> list[Sentence]:
        """Return the sentences of the story up to the last trigger; marked: those with one."""
        found: list[Sentence] = []
        triggers = iter(sorted(scan.triggers))
        trigger = next(triggers, None)
        for index, span in enumerate(self._splitter.spans(body.text)):
            while trigger is not None and trigger < span[0]:
                trigger = next(triggers, None)
            if trigger is None:
                break
            if span[1] > start:
                sentence = Sentence(body, (max(span[0], start), span[1], span[2]), index)
                sentence.marked = trigger < span[1]
                sentence.live = sentence.marked and self._triage.may_claim(sentence)
                found.append(sentence)
        return found

    def _sentences(self, body: Passage, listed: list[Sentence], scene: Scene) -> Iterator[Sentence]:
        """Yield the sentences that may tell of something; the others may still name people."""
        context, last = scene.context, -1
        for sentence in listed:
            last = sentence.index
            if not sentence.marked and not context.expects_list:
                scene.pass_over(sentence)
                continue
            if not sentence.marked:
                sentence.live = self._triage.may_claim(sentence)
            context.expects_list = max(0, context.expects_list - 1)
            yield sentence
        while context.expects_list:
            context.expects_list -= 1
            last += 1
            yield from self._at(body, last)

    def _at(self, body: Passage, wanted: int) -> Iterator[Sentence]:
        """Return the sentence with an index, if the text goes on so far."""
        for index, span in enumerate(self._splitter.spans(body.text)):
            if index == wanted:
                sentence = Sentence(body, span, index)
                sentence.live = self._triage.may_claim(sentence)
                yield sentence
                return


def load_reader(
    vocabulary_folders: Sequence[Path] = (),
    places_folders: Sequence[Path] = (),
    *,
    places: Gazetteer | None = None,
    kept_in: Path | None = None,
) -> Reader:
    """Return the shipped vocabulary and gazetteer with the user's folders added.

    ``places``: a gazetteer that is loaded already; ``kept_in``: the folder where a compiled
    vocabulary is kept for the next start. What is loaded stays for good: the collector of cycles is
    told once not to walk through it again and again. Raises ``ConfigurationError`` where a compiled
    reader is not of these sources.
    """
    native.check()
    with collector.held_off():
        gazetteer = places if places is not None else load_gazetteer(places_folders)
        reader = Reader(load_vocabulary(vocabulary_folders, kept_in=kept_in), gazetteer)
    collector.keep_for_good()
    return reader
