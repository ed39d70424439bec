"""Claims of any number of articles about one happening become one incident.

In: ``article.read``. Out: ``incident.opened | corroborated | disputed | amended | closed``, each
with the whole incident as it now stands and the reason of the change in words.
May touch: nothing but its own bounded memory, which is a fold of the log.
Walk: ``profile`` says what a claim is about, ``likeness`` whether two tell of one happening,
``memory`` finds candidates, ``merging`` joins, ``state`` and ``changes`` say what that means.
"""
