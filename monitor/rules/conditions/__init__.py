"""Conditions: what a rule asks of a claim, a text or a border, and why it does not hold.

In: the schema of a rule and the subject in hand. Out: conditions that answer yes, or a reason.
"""
