"""How events move: log -> step -> log.

    read after checkpoint | handle | append outputs and checkpoint in one transaction

In: recorded events. Out: new events with deterministic ids. May touch: the log it is given.
A step decides; the runner does. What a step cannot handle is parked as ``step.failed``.
"""
