"""The rule set: all rules made ready, and which of them may hold for a subject.

In: compiled rules. Out: the few that are worth asking, by what they need.
"""
