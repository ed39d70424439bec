"""Scene: what an article tells around a sentence: its countries, places, people and tolls.

In: phrases and sentences. Out: which place a name means, who people are and whose, who was killed.
"""
