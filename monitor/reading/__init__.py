"""Reading: articles in, claims out.

In: ``article.accepted`` and ``article.revised``. Out: ``article.read`` with the claims of the
article, each with its status, its evidence and the trace of how it was read.
Rooms, from the bottom: ``text``, ``vocabulary`` and ``places``, ``words``, ``syntax``,
``standing``, ``scene``, ``frames``, ``claims``, ``article``; ``reader`` walks them for one article.
May touch: its own data (``data/``), the user's ``rules/vocabulary/`` and ``places/`` folders; no
clock, no network, no randomness: the same article, vocabulary and places give the same claims.
"""
