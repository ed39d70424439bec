"""Tables folded from the log, for people to look at: disposable, and rebuilt at any time.

In: every kind of event. Out: rows in a database file of their own, and plain functions that ask
them and return frozen dataclasses. May touch: that one file (``sqlite.py`` is the only edge).
A view knows its events and its tables; the store commits rows and position together.
"""
