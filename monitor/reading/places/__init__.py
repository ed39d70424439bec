"""Places: the gazetteer, borders and countries, shipped and the user's own.

In: tables of places, lines of borders, GeoNames extracts. Out: a ``Gazetteer``; for a mistake in a
table, its file, line and column. Only ``build``, ``measure`` and ``geometry`` need geometry.
"""
