"""How a rule is written: its schema, the kinds of value in it, and the headings of alerts.

In: plain values from a file. Out: a ``Rule``, or what is wrong with it.
"""
