"""Pages: one module an address, from a request to HTML.

In: a request and the ``Site``. Out: a page; a verb passed on where somebody orders something.
"""
