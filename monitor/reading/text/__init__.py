"""Text: characters, before anything is known about words.

In: a text. Out: its folded form, phrases found in it as whole words, its dateline; and the small
integers by which all other rooms of reading name parts of speech and kinds of chunks.
"""
