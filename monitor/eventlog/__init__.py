"""Where events rest: an append-only log with one global order and a hash chain.

In: new events with deterministic ids. Out: recorded events, checkpoints, article bodies.
May touch: its database file. Engines: ``memory`` (the reference, for tests), ``sqlite``
(the default; through APSW, and nothing else in the process may open that file in another way).
One contract suite, ``tests/eventlog/contract.py``, holds for all of them.
"""
