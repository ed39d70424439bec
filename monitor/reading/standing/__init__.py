"""Standing: whether a text asserts, denies, fears, plans or remembers what it tells.

In: clauses, and cues in folded text. Out: a ``Standing`` with the words that say so.
"""
