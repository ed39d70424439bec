"""Deciding: one rule, one subject, and the memory: an alert, or the reason why not.

In: a rule set, a subject, the memory. Out: matches as they go into the log.
"""
