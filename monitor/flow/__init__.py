"""How events move: log -> step -> log.

    read after checkpoint | handle | append outputs and checkpoint in one transaction

What depends on an event alone may be done ahead of its turn by another process: ``ahead`` here,
``second`` there.

In: recorded events. Out: new events with deterministic ids. May touch: the log it is given.
A step decides; the runner does. What a step cannot handle is parked as ``step.failed``.
"""
