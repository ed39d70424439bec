"""Reading: articles in, claims out.

In: ``article.accepted`` and ``article.revised``. Out: ``article.read`` with the claims of the
article, each with its status, its evidence and the trace of how it was read.
May touch: its own data (``data/``), the user's ``rules/vocabulary/`` and ``places/`` folders; no
clock, no network, no randomness: the same article, vocabulary and places give the same claims.
"""
