"""The reader: an article in, its claims out, each with the trace of how it was read."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from monitor.events.values import Claim, ClaimType, Status
from monitor.reading.build_contact import build_contact
from monitor.reading.build_crossing import build_crossing
from monitor.reading.build_fight import build_clash, build_fire
from monitor.reading.build_other import build_closure, build_deployment, build_drugs
from monitor.reading.build_territory import build_territory
from monitor.reading.chunks import Chunk, Chunker
from monitor.reading.clause import Clause
from monitor.reading.context import Context
from monitor.reading.cues import Cue, CueFinder
from monitor.reading.datelines import dateline
from monitor.reading.document import Document
from monitor.reading.domains import is_sport
from monitor.reading.draft import Draft, Scene
from monitor.reading.explain import Explanation, trace
from monitor.reading.finish import finish
from monitor.reading.folding import fold, words
from monitor.reading.gate import Gate, Scan
from monitor.reading.gazetteer import Gazetteer, load_gazetteer
from monitor.reading.history import ask, retire_old, set_time
from monitor.reading.lexicon import Lexicon
from monitor.reading.locate import Locator
from monitor.reading.match import (
    FrameIndex,
    Match,
    clause_views,
    fill,
    noun_view,
    phrases,
    present_classes,
)  # fmt: skip
from monitor.reading.merge import merge
from monitor.reading.people import People
from monitor.reading.sentence import Analyser, Sentence
from monitor.reading.standing import Standing
from monitor.reading.status import standing
from monitor.reading.status_nouns import noun_standing
from monitor.reading.tagger import Tagger
from monitor.reading.tokens import SentenceSplitter
from monitor.reading.tolls import TollReader
from monitor.reading.vocabulary import Compiled
from monitor.reading.vocabulary_load import load_vocabulary

VERSION = 1
_BUILDERS = {
    ClaimType.TERRITORY_CAPTURED: build_territory,
    ClaimType.BORDER_CROSSING: build_crossing,
    ClaimType.ARMED_CLASH: build_clash,
    ClaimType.CROSS_BORDER_FIRE: build_fire,
    ClaimType.DEPLOYMENT: build_deployment,
    ClaimType.DRUG_INTERDICTION: build_drugs,
    ClaimType.DIPLOMATIC_CONTACT: build_contact,
    ClaimType.BORDER_CLOSURE: build_closure,
    ClaimType.BORDER_REOPENING: build_closure,
}


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
        self._bordering = tuple(vocabulary.settings.get("bordering", ("border",)))
        self._tolls = TollReader(vocabulary.settings.get("toll", {}))
        parts = f"{VERSION}\x1f{vocabulary.digest}\x1f{gazetteer.digest}"
        self.digest = hashlib.blake2b(parts.encode(), digest_size=12).hexdigest()

    def read(self, document: Document) -> tuple[Claim, ...]:
        """Return the claims of an article; none for a language without a vocabulary."""
        analysis = self._analyse(document)
        return tuple(self._claim(draft) for draft in merge(analysis.drafts))

    def explain(self, document: Document) -> Explanation:
        """Return the same reading, with what was found and what stopped the rest."""
        analysis = self._analyse(document)
        kept = merge(analysis.drafts)
        traces = [
            trace(sentence, analysis.scene, self._frames, analysis.drafts, kept)
            for sentence in analysis.sentences
            if analysis.scene is not None
        ]
        return Explanation(
            id=document.id, reader=self.digest, gate=analysis.gate,
            sentences=tuple(found for found in traces if found.findings),
            claims=tuple(self._claim(draft) for draft in kept),
        )  # fmt: skip

    def _analyse(self, document: Document) -> "_Analysis":  # noqa: PLR0915  (a cascade)
        if document.language != "en":
            return _Analysis(f"no vocabulary for the language {document.language!r}")
        text, title = _clean(document.text), _clean(document.title)
        folded, folded_title = fold(text), fold(title)
        scan = self._gate.scan(folded)
        title_scan = self._gate.scan(folded_title)
        if not (scan.anchors or title_scan.anchors):
            return _Analysis("no place, country or actor that the reader knows")
        if not (scan.triggers or title_scan.triggers):
            return _Analysis("no word that evokes a claim")
        names, start = dateline(text)
        context = _context(scan, title_scan, self._home(names))
        context.bordering = any(word in folded for word in self._bordering)
        context.mentions = [hit for hit in scan.places if text[hit[0]].isupper()]
        context.borders = self._lexicon.gazetteer.borders
        people = People(self._lexicon, document.day)
        scene = Scene(self._lexicon, self._locator, people, context)
        scene.may_dispute = self._cues.disputes(folded) or self._cues.disputes_ahead(folded)
        scene.none_hurt = self._tolls.none_hurt(folded)
        scene.cues = self._article_cues(folded_title, folded, start)
        drafts: list[Draft] = []
        sentences: list[Sentence] = []
        for sentence in self._sentences(text, folded, scan, document, context, start):
            sentences.append(sentence)
            self._remember(sentence, context)
            scene.sentence = sentence
            scene.remember_people()
            scene.tolls += self._tolls.read(sentence, people)
            drafts += self._sentence_drafts(scene)
        for sentence in self._title(title, folded_title, document):
            sentences.append(sentence)
            scene.sentence = sentence
            scene.remember_people()
            scene.title_tolls += self._tolls.read(sentence, people)
            drafts += self._sentence_drafts(scene)
        retire_old(drafts, sentences)
        gate = f"{scan.anchors} names, {len(scan.triggers)} triggers"
        return _Analysis(gate, finish(drafts, scene), sentences, scene)

    def _article_cues(self, title: str, text: str, start: int) -> list[Cue]:
        """Cues of the title and the first sentence that rule the whole article."""
        first = next(iter(self._splitter.spans(text[start:])), (0, 0, 0))
        lead = text[start + first[0] : start + first[1]]
        return [*self._cues.article(title), *self._cues.article(lead)]

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

    def _sentences(  # noqa: PLR0913, PLR0917  (a cascade)
        self, text: str, folded: str, scan: Scan, document: Document, context: Context,
        start: int,
    ) -> Iterator[Sentence]:  # fmt: skip
        triggers = iter(sorted(scan.triggers))
        trigger = next(triggers, None)
        for index, span in enumerate(self._splitter.spans(text)):
            while trigger is not None and trigger < span[0]:
                trigger = next(triggers, None)
            if span[1] <= start:
                continue
            if trigger is None and not context.expects_list:
                return
            if (trigger is not None and trigger < span[1]) or context.expects_list:
                context.expects_list = False
                cut = (max(span[0], start), span[1], span[2])
                sentence = Sentence(text, folded, cut, index)
                yield self._analyser.analyse(sentence, folded, document.day)

    def _title(self, title: str, folded: str, document: Document) -> Iterator[Sentence]:
        for index, span in enumerate(self._splitter.spans(title)):
            sentence = Sentence(title, folded, span, index)
            sentence.in_title = True
            yield self._analyser.analyse(sentence, folded, document.day)

    def _remember(self, sentence: Sentence, context: Context) -> None:
        for token in sentence.tokens:
            word = token.word
            if word is not None and word.places and token.cap:
                context.seen.append((token.start, word.places))

    def _sentence_drafts(self, scene: Scene) -> Iterator[Draft]:
        folded = scene.sentence.folded
        background = scene.background.enter(scene.sentence)
        self._note_disputes(scene)
        if is_sport(scene):
            return
        found = list(self._matches(scene))
        if not found:
            return
        cues = self._cues.sentence(folded)
        false = self._cues.falsehood(folded)
        for match, stand in found:
            build = _BUILDERS[ClaimType(match.frame.type)]
            for draft in build(match, stand, scene):
                _evidence(draft, scene)
                _belie(draft, false)
                ask(draft)
                is_list = draft.place is None and (draft.count or 0) > 1
                scene.context.expects_list |= is_list and draft.type is ClaimType.TERRITORY_CAPTURED
                set_time(draft, scene, [*scene.cues, *cues], background=background)
                yield draft

    def _note_disputes(self, scene: Scene) -> None:
        sentence = scene.sentence
        if sentence.in_title or not scene.may_dispute:
            return
        if self._cues.disputes(sentence.folded):
            scene.disputes.append(sentence.index)
        if self._cues.counters(sentence.folded):
            scene.counters.append(sentence.index)
        if self._cues.disputes_ahead(sentence.folded):
            scene.disputes_ahead.append(sentence.index)

    def _matches(self, scene: Scene) -> Iterator[tuple[Match, Standing]]:
        sentence = scene.sentence
        classes = scene.people.classes
        present, loose = present_classes(sentence.chunks, classes)
        for clause in sentence.clauses:
            stand: Standing | None = None
            done: set[str] = set()
            for frame in self._frames.of_verb(clause):
                if not self._frames.possible(frame, present, loose=loose):
                    continue
                for view, passive in clause_views(clause, frame):
                    roles = fill(frame, view, classes)
                    if roles is None or (frame.type in done and frame.type == "territory-captured"):
                        continue
                    done.add(frame.type)
                    stand = stand or standing(clause)
                    ceased = clause.vg.ceased and not frame.traits.get("ceased")
                    told = stand.under("negated", "no longer") if ceased else stand
                    yield Match(frame, clause.vg, clause, roles, passive), told
                    break
        yield from self._noun_matches(scene)

    def _noun_matches(self, scene: Scene) -> Iterator[tuple[Match, Standing]]:
        sentence = scene.sentence
        classes = scene.people.classes
        nouns = self._frames.nouns
        for at, phrase in phrases(sentence.chunks):
            frames = nouns.get(phrase.lemma)
            if not frames:
                continue
            view = noun_view(phrase, sentence.chunks, at)
            for frame in frames:
                roles = fill(frame, view, classes)
                if roles is not None:
                    clause, place = _clause_of(sentence, at)
                    owners = _owners(sentence.chunks[at], phrase)
                    stand = noun_standing(phrase, owners, clause, place)
                    yield Match(frame, phrase, clause, roles), stand

    def _claim(self, draft: Draft) -> Claim:
        place = draft.place
        status = draft.status if draft.status != "negated" else "denied"
        borders = {code: float(km) for code, km in place.borders.items()} if place else {}
        nearest = min(borders, key=lambda code: borders[code]) if borders else None
        return Claim(
            type=draft.type, status=Status(status), actor=draft.actor, actor_class=draft.group,
            actor_side=draft.side, place=place.name if place else None,
            place_id=place.id if place else None, place_kind=place.kind if place else None,
            place_alternatives=draft.alternatives, province=place.province if place else None,
            country=draft.country, origin=draft.origin, to=draft.to, count=draft.count,
            killed=draft.killed, wounded=draft.wounded, when=draft.when,
            time_precision=draft.precision, border=nearest,
            border_km=borders[nearest] if nearest else None, borders=borders,
            attribution=draft.attribution, denied_by=draft.denied_by,
            evidence=draft.sentence.text[slice(*draft.span)], span=draft.span,
            in_title=draft.sentence.in_title, why=tuple(draft.why),
        )  # fmt: skip


def _clean(text: str) -> str:
    """Return an em dash is a comma: it separates, where a hyphen joins."""
    return text.replace("\u2014", ",")


def _context(scan: Scan, title: Scan, home: str | None) -> Context:
    context = Context()
    context.weights.update(scan.countries)
    context.weights.update(title.countries)
    context.weights.pop("-", None)
    context.provinces.update(scan.provinces)
    context.provinces.update(title.provinces)
    context.home = home or next(iter(context.countries()), None)
    return context


def _clause_of(sentence: Sentence, at: int) -> tuple[Clause | None, str]:
    """Return the clause that a chunk belongs to, and its position there."""
    chunk = sentence.chunks[at]
    for clause in sentence.clauses:
        if chunk is clause.subj:
            return clause, "subj"
        if chunk is clause.obj or chunk is clause.obj2:
            return clause, "obj"
        if any(chunk is pp for pp in clause.pps):
            return clause, chunk.prep
    return None, ""


def _owners(chunk: Chunk, phrase: Chunk) -> list[Chunk]:
    """Return the nouns above a nested phrase, outermost first."""
    found: list[Chunk] = []
    part: Chunk | None = chunk.np if chunk.np is not None else chunk
    while part is not None and part is not phrase:
        found.append(part)
        part = part.of
    return found if part is phrase else []


def _belie(draft: Draft, cues: list[Cue]) -> None:
    """Handle "Reports that X fell are false": what stands before a word of falsehood is denied."""
    at = draft.sentence.tokens[draft.match.trigger.s].start - draft.sentence.start
    for cue in cues:
        ahead = draft.sentence.folded[cue.end :].lstrip().startswith("that ")
        if draft.status == "asserted" and (at > cue.end if ahead else at < cue.end):
            draft.status = "denied"
            draft.why.append(f"{cue.text!r} said of it")


def _evidence(draft: Draft, scene: Scene) -> None:
    sentence = scene.sentence
    clause = draft.match.clause
    trigger = draft.match.trigger
    first, last = trigger.s, trigger.e
    for found in draft.match.roles.values():
        for phrase in found:
            first, last = min(first, phrase.s), max(last, phrase.e)
    if clause is not None and clause.subj is not None:
        first = min(first, clause.subj.s)
    draft.span = sentence.span(first, last)
    draft.why.insert(0, f"{draft.match.frame.id}: {trigger.text!r}")
    draft.why += draft.standing.cues


def load_reader(
    vocabulary_folders: Sequence[Path] = (), places_folders: Sequence[Path] = ()
) -> Reader:
    """Return the shipped vocabulary and gazetteer with the user's folders added."""
    return Reader(load_vocabulary(vocabulary_folders), load_gazetteer(places_folders))
