"""The command line: one module a noun; each imports what it needs when it is called.

In: what a person types. Out: tables, JSON, exit codes. May touch: the assembly, and the terminal.
"""
