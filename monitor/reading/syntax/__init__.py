"""Syntax: from tokens to phrases, and from phrases to clauses: who does what.

In: tagged tokens. Out: chunks (noun phrases, verb groups, prepositional phrases), clauses with
their parts and what each depends on, gathered lazily in a ``Sentence``.
"""
