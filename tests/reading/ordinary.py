"""Ordinary news in the words of war: articles composed of parts, none of which tells an event.

Each field has openings (a verb of capture, attack or advance beside a place of the region) and
sentences that go with them. The same articles come out every time.
"""

from collections.abc import Iterator
from itertools import product

PLACES = ("Kunduz", "Khorugh", "Faizabad", "Taloqan", "Imam Sahib", "Ishkashim", "Myawaddy",
          "Goma", "Panj", "Kulob", "Rustaq", "Bukavu")  # fmt: skip
FIELDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "sport": (
        (
            "{a} fell to {b} 2-1 on Sunday after a penalty in stoppage time.",
            "{b} stormed {a} in the second half and captured the cup.",
            "The footballers of {a} overran {b} in the first half of the final.",
            "{b} took {a} apart, the coach said after the match.",
            "{a} surrendered to {b} after extra time, and with it the top of the table.",
            "{b}'s wrestlers seized {a} on Saturday, winning five of seven medals.",
        ),
        (
            "The striker scored twice and the goalkeeper saved a penalty.",
            "It was the club's third victory of the season in the league.",
            "The stadium was full, and the referee showed two yellow cards.",
            "The championship goes on next weekend with the semi-finals.",
        ),
    ),
    "business": (
        (
            "The mobile operator has captured {a} and is advancing on {b}.",
            "A bakery chain from {b} conquered {a} with three branches in a month.",
            "{a} has fallen to the discount retailer, which already holds {b}.",
            "The airline seized {a} from its competitor and attacked {b} with cheap tickets.",
            "The company lost {a} to a rival and retreated to {b}.",
            "The hotel group entered {a} on Monday and took control of {b}'s oldest guesthouse.",
        ),
        (
            "Subscribers grew by a tenth and revenue by a fifth, its chief executive said.",
            "Customers welcome the price war, a shop owner said.",
            "The investor paid the market price for the shares.",
            "Sales of the brand doubled in the last quarter, the company reported.",
        ),
    ),
    "stage": (
        (
            "In the second act {a} falls and the hero flees to {b}.",
            "The film, shot in {a}, took {b} by storm.",
            "The singer conquered {a} on Friday and will take {b} next week.",
            "Her novel begins on the night when {a} surrenders to a general from {b}.",
            "The play has captured {a}, and its author is besieged in {b}.",
            "The orchestra invaded {a} with forty violins and left {b} in ruins.",
        ),
        (
            "The audience gave the actors a standing ovation at the premiere.",
            "The director said the script had been rewritten eleven times.",
            "Tickets for the concert sold out in an hour; an album will follow.",
            "The novelist lives in the capital and is working on a second book of poems.",
        ),
    ),
    "ballot": (
        (
            "The opposition party captured {a} and {b} with a swing of nine points.",
            "{a} fell to an independent candidate by 112 votes.",
            "The ruling party lost {a}, a constituency it had held since independence, and {b}.",
            "The incumbent was routed in {a} but held {b}.",
            "The coalition took {a} from the opposition party on Tuesday's count.",
            "{b} went over to the new party, as did {a}, after the ballots were counted.",
        ),
        (
            "Turnout at the polling stations was high, the electoral commission said.",
            "The returning officer declared the result after a recount of the votes.",
            "The candidate thanked the voters and promised a road.",
            "The by-election was called after the death of the member for the constituency.",
        ),
    ),
    "nature": (
        (
            "Locusts overran {a} on Sunday and are moving on {b}.",
            "Snow took {a} on Monday, and {b} was cut off a day later.",
            "A blizzard has captured {a} and holds {b} in its grip.",
            "Measles has taken hold in {a} and reached {b}.",
            "Floodwater seized {a} at dawn and retreated from {b} by noon.",
            "The avalanche took the road between {a} and {b}.",
        ),
        (
            "Forecasters expect more snowfall and frost until Thursday.",
            "Farmers lost a third of the harvest to the pest, an agronomist said.",
            "The temperature fell to minus twenty, the meteorologist said.",
            "Vaccinators reached every village; the outbreak is over, doctors said.",
        ),
    ),
}


def articles() -> Iterator[tuple[str, str]]:
    """(field, article): every opening with every pair of neighbours and of sentences."""
    pairs = list(zip(PLACES, (*PLACES[1:], PLACES[0]), strict=True))
    for field, (openings, rest) in FIELDS.items():
        for opening, (a, b), (one, two) in product(openings, pairs, product(rest, rest)):
            if one != two:
                yield field, f"{opening.format(a=a, b=b)} {one} {two}"
