"""Claims: from matches to drafts of claims, one module a family of them.

In: matches in a sentence and its scene. Out: drafts with type, place, ends, count, standing and
evidence, and the claim as the log keeps it.
"""
