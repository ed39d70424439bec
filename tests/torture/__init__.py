"""Harm done on purpose, and proof that what the log promises still holds.

The short versions run with the tests; ``python -m tests.torture`` runs the long ones.
"""
