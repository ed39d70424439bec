"""Frames: which sense of a verb or noun holds in a sentence, and what fills its roles.

In: the frames of the vocabulary, the clauses of a sentence. Out: matches with their roles; and,
ahead of the analysis, which sentences cannot hold any.
"""
