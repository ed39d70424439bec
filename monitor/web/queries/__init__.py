"""Queries: what the pages show, read from the views' tables.

In: a connection to the views, and what is asked. Out: plain rows; no HTML, no words for people.
"""
