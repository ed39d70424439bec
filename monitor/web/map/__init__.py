"""The map: a plane, the ground, names, and the picture drawn of them.

In: lines and places of an atlas, and what stands where. Out: SVG, and PNG by way of ``resvg_png``.
"""
