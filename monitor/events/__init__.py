"""The vocabulary: every kind of event that the log may hold, and the values inside them.

In: nothing. Out: the words all rooms share. May touch: nothing but ``errors`` and ``clock``.

An *event* is an entry of the log, in the past tense and immutable. What an article says happened in
the world is a *claim*; a happening put together from claims is an *incident*.
"""
