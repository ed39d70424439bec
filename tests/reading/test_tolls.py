"""Who was killed and wounded, from whatever way a text tells it."""

import datetime as dt

import pytest

from monitor.events.values import Claim, ClaimType
from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader

DAY = dt.date(2021, 7, 6)
FIGHTS = {ClaimType.ARMED_CLASH, ClaimType.CROSS_BORDER_FIRE}
LEAD = "Taliban fighters attacked the centre of Imam Sahib district on Monday, police said. "
KILLED = {
    "Among those killed were 22 policemen, the hospital said.": 22,
    "Among the dead were four soldiers.": 4,
    "Twelve of the attackers and four soldiers were killed, the army said.": 16,
    "13 of them were killed along with two guards and a policeman.": 16,
    "Nineteen members of the garrison are dead.": 19,
    "A policeman and two militiamen lost their lives.": 3,
    "Two soldiers embraced martyrdom.": 2,
    "The fighting cost the lives of two guards and a fighter.": 3,
    "The governor announced the killing of nine militants.": 9,
    "Five members of the local militia were buried on Tuesday.": 5,
    "The police put their own dead at four and those of the militants at twelve.": 16,
    "Six insurgents were killed. Later eight insurgents were reported killed.": 8,
    "Nobody was killed.": 0,
    "The police chief and eight of his men died.": 9,
    "Three militants were rendered harmless.": 3,
    "The battle ended with six militants and a policeman dead.": 7,
    "The clashes have claimed the lives of 17 insurgents and three soldiers.": 20,
    "Fifteen attackers perished, as did a policeman and a soldier.": 17,
    "Nine policemen were martyred. The attackers lost four men.": 13,
    "One conscript was mortally wounded.": 1,
    "Five people - three policemen and two militants - died.": 5,
    "The shooting was over at noon, hurting nobody.": 0,
    "The attackers left behind 19 dead bodies; three commandos were martyred.": 22,
    "Seven bodies remained on the shingle.": 7,
    "No fatality was registered.": 0,
    "Four policemen and at least 20 of the insurgents lost their lives.": 24,
    "The fighters have held two posts there since May. Sixteen policemen were killed.": 16,
    "Five attacks have been beaten off since Sunday. Sixteen policemen were killed.": 16,
    "It was the heaviest attack since February. Sixteen policemen were killed.": 16,
    "In the operation three were liquidated. There are no losses among the guards.": 3,
    "Four gunmen fired from a gorge. The gunmen were eliminated.": 4,
}
SILENT = (
    "Twelve policemen were captured, the army said.",
    "Twelve policemen have been killed in the province this year.",
    "Officials denied that twelve policemen were killed.",
    "If help does not come, twelve policemen will be killed.",
    "A dozen policemen were wounded.",
    "Officials denied that twelve bodies were left behind.",
    "Twelve government bodies have stopped working.",
    "Twelve policemen violated the line while falling back from their post.",
    "Five attacks were counted there between March and May. The list puts the dead at 16.",
    "Five deadly incidents were counted there since February. A tally puts the dead at 16 or more.",
    "The district has seen several raids since January. At least 16 people have died.",
    "Four attacks on its posts have been made since April. Sixteen policemen were killed in all.",
    "Since February the district has had no rest. Forty policemen died, by one count.",
)
WOUNDED = {
    "Seven soldiers were wounded.": 7,
    "Three policemen died and eleven soldiers were injured; two civilians were hurt.": 13,
    "The clash left two soldiers dead and five militants wounded.": 5,
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def fights(reader: Reader, text: str, title: str = "") -> list[Claim]:
    document = Document(id="k", title=title, text=text, published=DAY)
    found = [claim for claim in reader.read(document) if claim.is_news and claim.type in FIGHTS]
    assert found, text
    return found


@pytest.mark.parametrize(("text", "killed"), list(KILLED.items()))
def test_the_dead_are_counted(reader: Reader, text: str, killed: int) -> None:
    assert {claim.killed for claim in fights(reader, LEAD + text)} == {(killed, killed)}


@pytest.mark.parametrize("text", SILENT)
def test_who_did_not_die_now_is_not_counted(reader: Reader, text: str) -> None:
    assert {claim.killed for claim in fights(reader, LEAD + text)} == {None}


@pytest.mark.parametrize(("text", "wounded"), list(WOUNDED.items()))
def test_the_wounded_are_counted(reader: Reader, text: str, wounded: int) -> None:
    assert {claim.wounded for claim in fights(reader, LEAD + text)} == {(wounded, wounded)}


def test_a_title_sums_up_what_the_text_counts_by_side(reader: Reader) -> None:
    found = fights(reader, LEAD + "Nine militants died.", title="Attack on Imam Sahib: 12 dead")
    assert {claim.killed for claim in found} == {(12, 12)}


def test_whoever_crossed_and_fell_died_where_they_came_to(reader: Reader) -> None:
    text = "Tajik guards killed three militants who had crossed the border from Afghanistan."
    (clash,) = (claim for claim in fights(reader, text) if claim.type is ClaimType.ARMED_CLASH)
    assert (clash.country, clash.killed) == ("TJ", (3, 3))


def test_both_are_those_of_the_text_also_far_behind_a_title(reader: Reader) -> None:
    trade = "Wheat and diesel rose in the bazaar of the province, a trader said. " * 15
    both = "Two policemen held the post. Both were killed in the attack on Imam Sahib."
    found = fights(reader, LEAD + trade + both, title="Taliban attack Imam Sahib")
    assert (2, 2) in {claim.killed for claim in found}
