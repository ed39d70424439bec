"""The page people look at.

In: the views' tables, the log to read, and verbs, all handed over as ``Services``. Out: HTML, JSON,
an Atom feed, metrics, and pictures of the map. May touch: one listening socket.
It decides nothing about news: it shows what the views hold and passes on what people order.
"""
