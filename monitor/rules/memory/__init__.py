"""Memory: what rules remember of the past, folded from the log and forgotten by event time.

In: recorded events. Out: counts, windows, earlier matches, who holds which place.
"""
