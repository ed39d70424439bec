"""Who governs, and whom a capture puts in place."""

from datetime import date

# The Republic's last day in Kabul; from it on the Taliban are the government of the day.
KABUL_FELL = date(2021, 8, 15)
REPUBLIC = "Republic"
TALIBAN = "Taliban"


def government(country: str, on: date) -> str:
    """Return who governs a country (ISO 3166-1 alpha-2) on a day."""
    if country == "AF":
        return REPUBLIC if on < KABUL_FELL else TALIBAN
    return f"government of {country}" if country else "government"


def captor(country: str, on: date, *, actor: str | None, state: bool | None) -> str:
    """Return who holds a place after a capture: by a state's forces, or by others.

    In Afghanistan militants are the Taliban while they fight the Republic; later, those who take a
    place from the Taliban are called by their own name.
    """
    if actor and "taliban" in actor.casefold():
        return TALIBAN
    if state:
        return government(country, on)
    if country == "AF" and on < KABUL_FELL:
        return TALIBAN
    return actor or "militants"
