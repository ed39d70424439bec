"""Words: from characters to sentences of tagged tokens, quantities and times.

In: a text, the vocabulary and the gazetteer. Out: tokens with one part of speech each, the places,
people and numbers that their words can be; and, in one pass ahead of all, whether to read on.
"""
