"""Needs: what frames ask of a sentence, each numbered once, so that asking is one comparison."""

from collections.abc import Iterable


class Needs:
    """Numbers the needs: each is a set of bits of which one must be there."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._by_bit: dict[int, int] = {}
        self._met: dict[int, int] = {}

    def together(self, needs: Iterable[int]) -> int:
        """Return several needs as one integer."""
        found = 0
        for need in needs:
            number = self._numbers.get(need)
            if number is None:
                number = self._numbers[need] = 1 << len(self._numbers)
                for bit in _bits(need):
                    self._by_bit[bit] = self._by_bit.get(bit, 0) | number
            found |= number
        return found

    def met_by(self, bits: int) -> int:
        """Return the needs that any of these bits meets; asked only when all are numbered."""
        found = self._met.get(bits)
        if found is None:
            found = 0
            for bit in _bits(bits):
                found |= self._by_bit.get(bit, 0)
            self._met[bits] = found
        return found


def _bits(mask: int) -> list[int]:
    """Return the bits of a mask, lowest first."""
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest)
        mask ^= lowest
    return found
