"""A bell: whoever puts something into the log rings it, whoever handles the log listens."""

from collections.abc import Callable


class Bell:
    """Rung from any thread; listeners must only take note and return."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[], None]] = []

    def listen(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    def ring(self) -> None:
        for listener in self._listeners:
            listener()
