"""Trial: a rule's examples, run by the very parts that run in the daemon.

In: rules with examples. Out: for each, whether the rule fired or kept quiet as it says.
"""
