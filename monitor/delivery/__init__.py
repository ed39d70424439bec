"""Telling people: who hears of an alert, in what words, and whether it reached them.

    alert.* ──► route, word, hold or gather ──► delivery.requested ──► outbox ──► send ──► outcome

In: alert.raised | updated | resolved | acknowledged, sweep.due, delivery.abandoned.
Out: delivery.requested | gathered (the step), delivery.started | succeeded | deferred | unknown |
abandoned (the sender). May touch: the world, in two modules only. ``apprise_transport`` sends, in a
process of its own that can be killed; ``rich_terminal`` prints where no destination is configured.
"""
