"""What analysts ask for: YAML rules that hold for incidents, articles and silent sources.

    YAML -> positions -> schema -> compiled rule -> index | incident.*, article.read -> rule.matched

In: the rule files, incident.*, article.read, sweep.due. Out: rule.matched, and rule.counted,
rule.held and rule.dropped for what is not a match yet. May touch: the rules folder, when asked to
load it, and article texts through the bodies it is given. The same evaluator serves the daemon,
the examples, the backtest and ``why``: they cannot disagree.
"""
