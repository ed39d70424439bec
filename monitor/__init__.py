"""A monitor that reads the news about a border and tells people what happened.

The rooms, in the order the water runs::

    sources -> articles -> reading -> incidents -> rules -> alerts -> delivery -> people

Each room turns one kind of event into the next; the append-only log is all that they share.
"""

__version__ = "0.1.0"
