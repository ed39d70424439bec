"""Rule files: YAML whose every value knows where it stands.

In: the texts of files. Out: trees with line and column, shared lists, and faults told in words.
"""
