"""Lint: what a schema cannot see, found before a rule is in force.

In: rules with their places in files. Out: notes, each a fault or a mild remark.
"""
