"""Article: what only the whole article tells of its claims.

In: the drafts of all its sentences. Out: the same, with speakers, disputes, tolls and what is taken
back; fewer, where several tell one thing or the article is about sport.
"""
