"""Vocabulary: from the YAML of one language to the words, sets, cues and frames that are read by.

In: the shipped ``data/``, the analysts' ``rules/vocabulary/``. Out: one ``Compiled`` value, kept
for the next start; for a mistake, its file, line and column.
"""
