"""The composition root: settings in, a working application out. The only place that wires rooms.

In: settings, a clock. Out: the application, its parts for single commands, and the verbs.
May touch: every room; picks the engines. Holds no decisions of its own.
"""
