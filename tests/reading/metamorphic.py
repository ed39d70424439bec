"""Generates sentences whose reading is known from the sentence they were made of.

Each seed is an event told in parts; each transformation keeps it news or takes it out of the news.
Nothing is random: the same cases come out every time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seed:
    """An event: subject, verb (past, base, participle, gerund, third person), and the rest."""

    type: str
    subject: str
    past: str
    base: str
    participle: str
    gerund: str
    third: str
    rest: str
    nominal: str
    object: str = ""  # what a passive is made of; "" where the verb takes none
    tail: str = ""

    @property
    def clause(self) -> str:
        return f"{self.subject} {self.past} {self.rest}"

    @property
    def infinitive(self) -> str:
        return f"{self.base} {self.rest}"


AGENTS = ("Taliban fighters", "the insurgents", "Taliban militants")
PLACES = ("Imam Sahib district", "the town of Yangi Qala", "Khwahan", "Dasht-e Archi",
          "the district of Chah Ab", "Zebak district centre")  # fmt: skip
CAPTURES = (
    ("captured", "capture", "captured", "capturing", "capture", "the capture of"),
    ("seized", "seize", "seized", "seizing", "seize", "the seizure of"),
    ("overran", "overrun", "overrun", "overrunning", "overrun", "the overrunning of"),
    ("took control of", "take control of", "", "taking control of", "take control of",
     "the takeover of"),
    ("occupied", "occupy", "occupied", "occupying", "occupy", "the occupation of"),
)  # fmt: skip
MOVERS = ("some 40 Afghan soldiers", "dozens of Afghan policemen", "about 200 Afghan refugees",
          "four armed militants")  # fmt: skip
MOVES = (
    ("fled across the Panj into", "flee across the Panj into", "fled", "fleeing across the Panj into",  # noqa: E501  (a sentence)
     "flee across the Panj into", "the flight into"),
    ("crossed the border into", "cross the border into", "crossed", "crossing the border into",
     "cross the border into", "the crossing into"),
    ("entered", "enter", "entered", "entering", "enter", "the entry into"),
)  # fmt: skip


def capture_seeds() -> Iterator[Seed]:
    for agent in AGENTS:
        for place in PLACES:
            for past, base, participle, gerund, third, nominal in CAPTURES:
                yield Seed(
                    "territory-captured", agent, past, base, participle, gerund, third, place,
                    f"{nominal} {place} by {agent}", object=place,
                )  # fmt: skip


def fall_seeds() -> Iterator[Seed]:
    for place in PLACES:
        yield Seed(
            "territory-captured", place, "fell to", "fall to", "fallen to", "falling to", "falls to",  # noqa: E501  (a sentence)
            "the Taliban", f"the fall of {place} to the Taliban",
        )  # fmt: skip


def crossing_seeds() -> Iterator[Seed]:
    for mover in MOVERS:
        for past, base, participle, gerund, third, nominal in MOVES:
            yield Seed(
                "border-crossing", mover, past, base, participle, gerund, third, "Tajikistan",
                f"{nominal} Tajikistan of {mover}", tail=" from Afghanistan",
            )  # fmt: skip


def fire_seeds() -> Iterator[Seed]:
    for guns in ("Taliban gunners", "the Afghan army"):
        for past, base, gerund in (
            ("shelled", "shell", "shelling"),
            ("fired rockets at", "fire rockets at", "firing rockets at"),
        ):
            yield Seed(
                "cross-border-fire", guns, past, base, "", gerund, base,
                "a village in Tajikistan's Panj district",
                "the shelling of Tajikistan from Afghanistan", tail=" from across the river",
            )  # fmt: skip


def closure_seeds() -> Iterator[Seed]:
    for past, base, participle, gerund in (
        ("closed", "close", "closed", "closing"),
        ("sealed", "seal", "sealed", "sealing"),
    ):
        yield Seed(
            "border-closure", "Tajikistan", past, base, participle, gerund, base + "s",
            "the border with Afghanistan", "the closure of the border with Afghanistan",
            object="the border with Afghanistan",
        )  # fmt: skip


def other_seeds() -> Iterator[Seed]:
    """One or two of each of the other types."""
    post, smugglers = (
        "a border post in Khwahan district",
        "three armed smugglers in Farkhor district",
    )
    yield Seed("armed-clash", "Taliban fighters", "attacked", "attack", "attacked", "attacking",
               "attack", post, f"the attack by Taliban fighters on {post}", object=post)  # fmt: skip  # noqa: E501
    yield Seed("armed-clash", "Tajik border guards", "killed", "kill", "killed", "killing", "kill",
               smugglers, f"the killing of {smugglers}", object=smugglers)  # fmt: skip
    yield Seed("deployment", "Tajikistan", "sent", "send", "sent", "sending", "sends",
               "two battalions to the border with Afghanistan",
               "the deployment of two battalions to the border with Afghanistan")  # fmt: skip
    yield Seed("deployment", "the Russian army", "deployed", "deploy", "deployed", "deploying",
               "deploys", "tanks along the Tajik-Afghan border",
               "the deployment of tanks along the Tajik-Afghan border")  # fmt: skip
    ministers = "the foreign ministers of Tajikistan and Afghanistan"
    yield Seed("diplomatic-contact", ministers, "met", "meet", "met", "meeting", "meet",
               "in Dushanbe", f"the meeting of {ministers} in Dushanbe")  # fmt: skip
    officials, talks = "Tajik and Afghan officials", "talks on the bridge at Ishkashim"
    yield Seed("diplomatic-contact", officials, "held", "hold", "held", "holding", "hold", talks,
               f"the talks of {officials} on the bridge at Ishkashim")  # fmt: skip
    heroin = "40 kilograms of heroin in Panj district"
    yield Seed("drug-interdiction", "border guards", "seized", "seize", "seized", "seizing",
               "seize", heroin, f"the seizure of {heroin}", object=heroin)  # fmt: skip
    yield Seed("border-reopening", "Pakistan", "reopened", "reopen", "reopened", "reopening",
               "reopens", "the Torkham crossing", "the reopening of the Torkham crossing",
               object="the Torkham crossing")  # fmt: skip


def seeds() -> list[Seed]:
    return [*capture_seeds(), *fall_seeds(), *crossing_seeds(), *fire_seeds(), *closure_seeds(),
            *other_seeds()]  # fmt: skip


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]


def _three(seed: Seed) -> str:
    """A list of three places in the place of one."""
    if seed.type != "territory-captured" or not seed.object:
        return ""
    places = "the districts of Nusay, Shekay and Kuf Ab"
    return f"{_upper(seed.subject)} {seed.past} {places} on Sunday."


def _is_plural(seed: Seed) -> bool:
    return seed.subject.endswith("s") or seed.subject.startswith(
        ("some", "about", "four", "dozens")
    )


def _be(seed: Seed, plural: str) -> str:
    """ "Are" or "were", as one or many do it."""
    return plural if _is_plural(seed) else {"are": "is", "were": "was"}[plural]


# A state does what its head orders; a find is a find, whoever ordered it.
_DONE_WHEN_ORDERED = frozenset({"border-closure", "border-reopening", "deployment",
                                "drug-interdiction"})  # fmt: skip
Change = Callable[[Seed], str]

# The event stays news.
KEEPS: dict[str, Change] = {
    "plain": lambda s: f"{_upper(s.clause)}{s.tail} on Monday.",
    "report": lambda s: f"A local official said on Tuesday that {s.clause}{s.tail}.",
    "postposed": lambda s: f"{_upper(s.clause)}{s.tail} on Monday, a provincial council member said.",  # noqa: E501  (a sentence)
    "according": lambda s: f"According to residents, {s.clause}{s.tail} early on Monday.",
    "perfect": lambda s: f"{_upper(s.subject)} have {s.participle} {s.rest}{s.tail}, police said."
    if s.participle and _is_plural(s) and s.type == "territory-captured" else "",
    "colon": lambda s: f"Governor: {s.clause}{s.tail}.",
    "confirmed": lambda s: f"The interior ministry confirmed that {s.clause}{s.tail} overnight.",
    "quoted": lambda s: f'"{_upper(s.clause)}{s.tail} this morning," a lawmaker told reporters.',
    "passive": lambda s: f"{_upper(s.object)} was {s.participle} by {s.subject} on Monday, officials said."  # noqa: E501  (a sentence)
    if s.object and s.participle else "",
    "after": lambda s: f"Residents fled after {s.clause}{s.tail} on Monday.",
    "no doubt": lambda s: f"There is no doubt that {s.clause}{s.tail} on Monday, an elder said.",
    "headline": lambda s: f"{_upper(s.subject)} {s.third} {s.rest}"
    if s.type == "territory-captured" else "",
    "three places": _three,
    "twin spelling": lambda s: f"{_upper(s.clause.replace('Khwahan', 'Hohon'))} on Monday."
    if "Khwahan" in s.rest else "",
    "nominal": lambda s: f"{_upper(s.nominal)} was confirmed by a local official on Monday."
    if s.type == "territory-captured" else "",
    "not only": lambda s: f"No one was arrested after {s.clause}{s.tail} on Sunday.",
    "it had": lambda s: f"A website reported that {s.clause}{s.tail}. {'They' if _is_plural(s) else 'It'} had, the governor confirmed.",  # noqa: E501  (a sentence)
    "denied by another": lambda s: f"{_upper(s.clause)}{s.tail} on Monday, a lawmaker said. The governor's office denied it.",  # noqa: E501  (a sentence)
    "did not deny": lambda s: f"The ministry did not deny that {s.clause}{s.tail} on Monday.",
    "shown by a video": lambda s: f"A video showed that {s.clause}{s.tail} on Monday.",
    "should be noted": lambda s: f"It should be noted that {s.clause}{s.tail} on Monday.",
    "must inform": lambda s: f"We must inform the public that {s.clause}{s.tail} on Monday.",
    "consider it necessary": lambda s: f"We consider it necessary to stress that {s.clause}{s.tail} on Monday.",  # noqa: E501  (a sentence)
    "wishes to state": lambda s: f"The ministry wishes to state that {s.clause}{s.tail} on Monday.",
    "can confirm": lambda s: f"We can confirm that {s.clause}{s.tail} on Monday.",
    "nobody prevented": lambda s: f"Nobody prevented {s.subject} from {s.gerund} {s.rest}{s.tail} on Monday.",  # noqa: E501  (a sentence)
    "went on to": lambda s: f"{_upper(s.subject)} went on to {s.infinitive}{s.tail} on Monday."
    if s.base else None,
    "waited before": lambda s: f"{_upper(s.subject)} waited for nine hours before {s.gerund} {s.rest}{s.tail}."  # noqa: E501  (a sentence)
    if s.gerund else None,
    "needed": lambda s: f"{_upper(s.subject)} needed four hours to {s.infinitive}{s.tail} on Monday."  # noqa: E501  (a sentence)
    if s.base else None,
    "nine hours after": lambda s: f"Nine hours after {s.clause}{s.tail}, shops were open again.",
    "not expected": lambda s: f"{_upper(s.clause)}{s.tail} on Monday. It had not been expected, a trader said.",  # noqa: E501  (a sentence)
    "let": lambda s: f"The storm let {s.subject} {s.infinitive}{s.tail} on Monday."
    if s.base != "fire rockets at" else "",
    "helped": lambda s: f"The darkness helped {s.subject} {s.infinitive}{s.tail} on Monday."
    if s.base != "fire rockets at" else "",
    "had, he admitted": lambda s: f"{_upper(s.subject)} had, the governor admitted, {s.participle} {s.rest}{s.tail} on Monday."  # noqa: E501  (a sentence)
    if s.participle else "",
    "was, it is true": lambda s: f"{_upper(s.object)} was, it is true, {s.participle} by {s.subject} on Monday."  # noqa: E501  (a sentence)
    if s.object and s.participle else "",
    "admitted": lambda s: f"The ministry admitted that {s.clause}{s.tail} on Monday.",
    "regretted": lambda s: f"The president regretted that {s.clause}{s.tail} on Monday.",
    "managed to": lambda s: f"{_upper(s.subject)} managed to {s.infinitive}{s.tail} on Monday.",
    "it was on Monday": lambda s: f"It was on Monday that {s.clause}{s.tail}.",
    "while": lambda s: f"While the world looked away, {s.clause}{s.tail} on Monday.",
    "although": lambda s: f"Although reinforcements had arrived, {s.clause}{s.tail} on Monday.",
    "and": lambda s: f"The phones went dead on Monday and {s.clause}{s.tail}.",
    "despite denials": lambda s: f"Despite official denials, {s.clause}{s.tail} on Monday.",
    "as feared": lambda s: f"As had been feared, {s.clause}{s.tail} on Monday.",
    "as planned": lambda s: f"As planned, {s.clause}{s.tail} on Monday.",
    "not surprising": lambda s: f"It is not surprising that {s.clause}{s.tail} on Monday.",
    "nobody denies": lambda s: f"Nobody denies that {s.clause}{s.tail} on Monday.",
    "finally": lambda s: f"{_upper(s.subject)} finally {s.past} {s.rest}{s.tail} on Monday.",
    "not until": lambda s: f"It was not until Monday that {s.clause}{s.tail}.",
    "reports said": lambda s: f"{_upper(s.clause)}{s.tail} on Monday, reports said.",
}  # fmt: skip

# The event is no news any more: denied, negated, feared, planned, asked, imagined, long ago.
DROPS: dict[str, Change] = {
    "denied that": lambda s: f"The governor denied that {s.clause}{s.tail}.",
    "denied noun": lambda s: f"The defence ministry denied {s.nominal}.",
    "rejected reports": lambda s: f"A spokesman rejected reports that {s.clause}{s.tail}.",
    "dismissed claims": lambda s: f"Officials dismissed claims that {s.clause}{s.tail}.",
    "are false": lambda s: f"Reports that {s.clause}{s.tail} are false, the governor's office said.",  # noqa: E501  (a sentence)
    "untrue": lambda s: f"It is not true that {s.clause}{s.tail}, the police chief said.",
    "did not": lambda s: f"{_upper(s.subject)} did not {s.infinitive}{s.tail}, officials said.",
    "have not": lambda s: f"{_upper(s.subject)} have not {s.participle} {s.rest}{s.tail}."
    if s.participle and _is_plural(s) and s.type == "territory-captured" else "",
    "never": lambda s: f"{_upper(s.subject)} never {s.past} {s.rest}{s.tail}, the army said.",
    "no evidence": lambda s: f"There is no evidence that {s.clause}{s.tail}.",
    "not confirmed": lambda s: f"The ministry could not confirm that {s.clause}{s.tail}.",
    "fears could": lambda s: f"The governor fears that {s.subject} could {s.infinitive}{s.tail}.",
    "warned might": lambda s: f"Lawmakers warned that {s.subject} might {s.infinitive}{s.tail}.",
    "fear of": lambda s: f"Villagers live in fear of {s.nominal}.",
    "threat": lambda s: f"{_upper(s.subject)} threatened to {s.infinitive}{s.tail}.",
    "plan": lambda s: f"{_upper(s.subject)} are planning to {s.infinitive}{s.tail}, a source said.",
    "vowed": lambda s: f"{_upper(s.subject)} vowed to {s.infinitive}{s.tail}."
    if s.type != "diplomatic-contact" else "",  # two who vow to meet are in touch
    "failed": lambda s: f"{_upper(s.subject)} failed to {s.infinitive}{s.tail}.",
    "would": lambda s: f"Analysts believe that {s.subject} would {s.infinitive}{s.tail}.",
    "may": lambda s: f"{_upper(s.subject)} may {s.infinitive}{s.tail} within days.",
    "will": lambda s: f"{_upper(s.subject)} will {s.infinitive}{s.tail} next week.",
    "if": lambda s: f"If {s.clause}{s.tail}, the region would be cut off.",
    "unless": lambda s: f"Unless help comes, {s.subject} will {s.infinitive}{s.tail}.",
    "should": lambda s: f"Should {s.subject} {s.infinitive}{s.tail}, the road would be lost.",
    "were to": lambda s: f"Were {s.subject} to {s.infinitive}{s.tail}, nobody could stop them.",
    "whether": lambda s: f"It is unclear whether {s.clause}{s.tail}.",
    "question": lambda s: f"Did {s.subject} {s.infinitive}{s.tail}?",
    "in 1996": lambda s: f"In 1996 {s.clause}{s.tail}.",
    "in 1996 after": lambda s: f"{_upper(s.clause)}{s.tail} in 1996.",
    "years ago": lambda s: f"Ten years ago {s.clause}{s.tail}.",
    "anniversary": lambda s: f"Thursday marks the anniversary of the day {s.clause}{s.tail}.",
    "last year": lambda s: f"Last year {s.clause}{s.tail}, he recalled.",
    "in the nineties": lambda s: f"In the 1990s {s.clause}{s.tail} more than once.",
    "scenario": lambda s: f"According to the scenario of the exercise, {s.clause}{s.tail}.",
    "without": lambda s: f"The fighters left again without {s.gerund} {s.rest}.",
    "prevented": lambda s: f"The army prevented {s.subject} from {s.gerund} {s.rest}."
    if "militants" not in s.subject and s.type != "drug-interdiction" else "",
    "rumour": lambda s: f"Rumours that {s.clause}{s.tail} are baseless, the mayor said.",
    "hope": lambda s: f"The commander hopes that {s.subject} will {s.infinitive}{s.tail}.",
    "ordered": lambda s: f"The leader ordered {s.subject} to {s.infinitive}{s.tail}."
    if s.type not in _DONE_WHEN_ORDERED else "",
    "refused": lambda s: f"{_upper(s.subject)} refused to {s.infinitive}{s.tail}.",
    "double denial": lambda s: f"The army said it was a lie that {s.clause}{s.tail}.",
    "said denied": lambda s: f"A spokesman told reporters that the ministry denied that {s.clause}{s.tail}.",  # noqa: E501  (a sentence)
    "taken back": lambda s: f"A website reported that {s.clause}{s.tail}. {'They' if _is_plural(s) else 'It'} had not.",  # noqa: E501  (a sentence)
    "retracted": lambda s: f"This agency reported that {s.clause}{s.tail}. The report was wrong and we apologise.",  # noqa: E501  (a sentence)
    "on the anniversary": lambda s: f"On the anniversary of {s.nominal}, shops closed early.",
    "ago this week": lambda s: f"Six years ago this week, {s.clause}{s.tail}.",
    "nominal in 1996": lambda s: f"{_upper(s.nominal)} in 1996 is still remembered in the bazaar.",
    "feared": lambda s: f"The feared {s.nominal[4:]} alarms the neighbours.",
    "possible": lambda s: f"The possible {s.nominal[4:]} worries the neighbours.",
    "imminent": lambda s: f"The imminent {s.nominal[4:]} was reported on Monday.",
    "planned": lambda s: f"The planned {s.nominal[4:]} was announced on Monday.",
    "attempted": lambda s: f"The attempted {s.nominal[4:]} cost many lives."
    if s.type not in {"armed-clash", "drug-interdiction"} else "",  # there was one, and a find
    "could be said": lambda s: f"It could be said that {s.clause}{s.tail}.",
    "cannot confirm": lambda s: f"We cannot confirm that {s.clause}{s.tail}.",
    "remains to be confirmed": lambda s: f"It remains to be confirmed that {s.clause}{s.tail}.",
    "wishes others to say": lambda s: f"The ministry wants the governor to say that {s.clause}{s.tail}.",  # noqa: E501  (a sentence)
    "denied in a quote": lambda s: f'The spokesman said: "We deny that {s.clause}{s.tail}."',
    "a lie, in a quote": lambda s: f'"It is a lie that {s.clause}{s.tail}," the governor told reporters.',  # noqa: E501  (a sentence)
    "quote in a quote": lambda s: f'"They write \'{s.clause}{s.tail}\'. It is not true," the mayor said.',  # noqa: E501  (a sentence)
    "asked in a quote": lambda s: f'"Who says that {s.clause}{s.tail}?" the governor laughed.',
    "neither confirmed": lambda s: f"The mayor could neither confirm nor deny that {s.clause}{s.tail}.",  # noqa: E501  (a sentence)
    "nobody believes": lambda s: f"Nobody believes that {s.clause}{s.tail}.",
    "rumours in the bazaar": lambda s: f"There were rumours in the bazaar on Friday that {s.clause}{s.tail}.",  # noqa: E501  (a sentence)
    "told by a book": lambda s: f"The book describes how {s.clause}{s.tail}.",
    "shown by a museum": lambda s: f"An exhibition in the capital shows how {s.clause}{s.tail}.",
    "was a boy": lambda s: f"He was a boy when {s.clause}{s.tail}.",
    "in a drill": lambda s: f"In the drill's scenario, {s.clause}{s.tail}.",
    "nearly": lambda s: f"{_upper(s.subject)} nearly {s.past} {s.rest}{s.tail}.",
    "came close to": lambda s: f"{_upper(s.subject)} came close to {s.gerund} {s.rest}{s.tail}."
    if s.type != "border-closure" else "",
    "expected": lambda s: f"Analysts expect {s.subject} to {s.infinitive}{s.tail} within days.",
    "had it not rained": lambda s: f"Had it not rained, {s.subject} would have {s.participle} {s.rest}."  # noqa: E501  (a sentence)
    if s.participle else "",
    "would rather": lambda s: f"The elders would rather die than see {s.subject} {s.infinitive}{s.tail}.",  # noqa: E501  (a sentence)
    "matter of time": lambda s: f"It is only a matter of time before {s.subject} {s.infinitive}{s.tail}, a deputy said."  # noqa: E501  (a sentence)
    if _is_plural(s) else "",
    "difficult": lambda s: f"{_upper(s.gerund)} {s.rest}{s.tail} will be difficult, a general said."
    if s.gerund else None,
    "would cost": lambda s: f"{_upper(s.gerund)} {s.rest}{s.tail} would cost many lives."
    if s.gerund else None,
    "it had not": lambda s: f"We wrote that {s.clause}{s.tail}; {'they' if _is_plural(s) else 'it'} had not.",  # noqa: E501  (a sentence)
    "old footage": lambda s: f"Old footage has been shared as proof that {s.clause}{s.tail}.",
    "would not let": lambda s: f"The governor would not let {s.subject} {s.infinitive}{s.tail}."
    if s.type != "border-closure" else "",
    "did not help": lambda s: f"The rain did not help {s.subject} {s.infinitive}{s.tail}.",
    "plan would help": lambda s: f"The plan would help {s.subject} {s.infinitive}{s.tail}.",
    "considered": lambda s: f"{_upper(s.subject)} considered {s.gerund} {s.rest}{s.tail}.",
    "was against": lambda s: f"{_upper(s.subject)} {_be(s, 'were')} against {s.gerund} {s.rest}{s.tail}."  # noqa: E501  (a sentence)
    if s.object else "",
    "put off": lambda s: f"{_upper(s.subject)} put off {s.gerund} {s.rest}{s.tail}."
    if s.object else "",
    "inevitable": lambda s: f"{_upper(s.nominal)} is inevitable, analysts say.",
    "seems likely": lambda s: f"{_upper(s.nominal)} seems likely.",
    "matter of days": lambda s: f"{_upper(s.nominal)} is a matter of days, a diplomat said.",
    "time given": lambda s: f"{_upper(s.subject)} {_be(s, 'were')} given two days to {s.infinitive}{s.tail}.",  # noqa: E501  (a sentence)
    "insist that it be": lambda s: f"Elders insist that {s.object} be {s.participle} by {s.subject}."  # noqa: E501  (a sentence)
    if s.object and s.participle else "",
    "will, it is true": lambda s: f"{_upper(s.object)} will, it is true, be {s.participle} by {s.subject}."  # noqa: E501  (a sentence)
    if s.object and s.participle else "",
    "may, officials say": lambda s: f"{_upper(s.subject)} may, officials say, {s.infinitive}{s.tail}.",  # noqa: E501  (a sentence)
    "did not, said": lambda s: f"{_upper(s.subject)} did not, the army said, {s.infinitive}{s.tail}.",  # noqa: E501  (a sentence)
    "has them doing": lambda s: f"The gloomiest of the colonels has {s.subject} {s.gerund} {s.rest}{s.tail} within a week.",  # noqa: E501  (a sentence)
    "whoever says": lambda s: f"Whoever says that {s.clause}{s.tail} is lying, the governor said.",
    "ruled out": lambda s: f"The spokesman ruled out that {s.clause}{s.tail}.",
    "no way": lambda s: f"There is no way that {s.clause}{s.tail}, the colonel said.",
    "typing error": lambda s: f"The claim that {s.clause}{s.tail} was a typing error.",
    "out of the question": lambda s: f"It is out of the question that {s.clause}{s.tail}.",
    "dreamt": lambda s: f"He dreamt that {s.clause}{s.tail}.",
    "imagine": lambda s: f"Imagine that {s.clause}{s.tail}.",
    "suppose": lambda s: f"Suppose {s.clause}{s.tail}.",
    "lest": lambda s: f"Troops were moved lest {s.subject} {s.infinitive}{s.tail}.",
    "in order to": lambda s: f"They waited for the dark in order to {s.infinitive}{s.tail}.",
    "before they could": lambda s: f"The bridge was blown up before {s.subject} could {s.infinitive}{s.tail}.",  # noqa: E501  (a sentence)
    "instead of": lambda s: f"Instead of {s.gerund} {s.rest}{s.tail}, {s.subject} went home.",
    "rather than": lambda s: f"Rather than {s.infinitive}{s.tail}, {s.subject} stayed where they were.",  # noqa: E501  (a sentence)
    "stopped short": lambda s: f"{_upper(s.subject)} stopped short of {s.gerund} {s.rest}{s.tail}.",
    "far from": lambda s: f"Far from {s.gerund} {s.rest}{s.tail}, {s.subject} lost heart.",
    "too weak": lambda s: f"{_upper(s.subject)} {_be(s, 'are')} too weak to {s.infinitive}{s.tail}.",  # noqa: E501  (a sentence)
    "strong enough": lambda s: f"{_upper(s.subject)} {_be(s, 'are')} strong enough to {s.infinitive}{s.tail}.",  # noqa: E501  (a sentence)
    "poised": lambda s: f"{_upper(s.subject)} {_be(s, 'are')} poised to {s.infinitive}{s.tail}.",
    "used to": lambda s: f"{_upper(s.subject)} used to {s.infinitive}{s.tail} every autumn.",
    "says nothing about": lambda s: f"The report says nothing about {s.nominal}.",
    "no word of": lambda s: f"There was no word of {s.nominal}.",
    "accused of planning": lambda s: f"{_upper(s.subject)} {_be(s, 'are')} accused of planning to {s.infinitive}{s.tail}.",  # noqa: E501  (a sentence)
    "next month": lambda s: f"Next month {s.subject} {_be(s, 'are')} to {s.infinitive}{s.tail}.",
    "prayed": lambda s: f"Villagers prayed that {s.subject} would not {s.infinitive}{s.tail}.",
    "urged not to": lambda s: f"The leader urged {s.subject} not to {s.infinitive}{s.tail}."
    if s.type != "diplomatic-contact" else "",  # he is in touch with them
    "nor did": lambda s: f"Nobody slept, nor did {s.subject} {s.infinitive}{s.tail}.",
    "on no day": lambda s: f"On no day this month did {s.subject} {s.infinitive}{s.tail}.",
    "proved false": lambda s: f"News of {s.nominal} proved false.",
    "never confirmed": lambda s: f"{_upper(s.nominal)} was never confirmed.",
    "in a film": lambda s: f"In the film {s.clause}{s.tail}.",
    "a century ago": lambda s: f"A century ago {s.clause}{s.tail}.",
    "in his grandfather's day": lambda s: f"In his grandfather's day {s.clause}{s.tail}.",
    "since 2015, when": lambda s: f"It has been quiet since 2015, when {s.clause}{s.tail}.",
    "the last time": lambda s: f"The last time {s.clause}{s.tail}, in 2008, nobody noticed.",
    "satire": lambda s: f"A satirical site wrote that {s.clause}{s.tail}.",
    "fake account": lambda s: f"A fake account posted that {s.clause}{s.tail}.",
    "what if": lambda s: f"What if {s.clause}{s.tail}?",
    "once": lambda s: f"Once {s.subject} {s.base} {s.rest}{s.tail}, the road will be cut."
    if _is_plural(s) else "",
    "until": lambda s: f"The army will stay until {s.subject} {s.base} {s.rest}{s.tail}."
    if _is_plural(s) else "",
    "in case": lambda s: f"Fuel was stored in case {s.subject} {s.base} {s.rest}{s.tail}."
    if _is_plural(s) else "",
    "chances of": lambda s: f"The chances of {s.nominal} are small.",
    "no intention": lambda s: f"Nobody has any intention of {s.gerund} {s.rest}{s.tail}.",
    "capable of": lambda s: f"{_upper(s.subject)} {_be(s, 'are')} capable of {s.gerund} {s.rest}{s.tail}.",  # noqa: E501  (a sentence)
}  # fmt: skip


def cases(changes: dict[str, Change]) -> Iterator[tuple[str, Seed, str]]:
    """(name of the change, seed, sentence) for every change that fits a seed."""
    for seed in seeds():
        for name, change in changes.items():
            sentence = change(seed)
            if sentence:
                yield name, seed, sentence
