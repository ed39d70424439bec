"""Text: an article's words as text rules look for them.

In: title and body. Out: folded words with their places; terms, patterns and word forms found.
"""
