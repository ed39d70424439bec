"""The life of an alert: one per fingerprint while it is open.

    rule.matched, sweep.due, trouble ──► raise | update | suppress | resolve ──► alert.*

In: matches, sweeps, what people said (acknowledge, silence, resolve, verdict), and the monitor's
own troubles (a delivery given up, rules not loaded, a source that does not answer).
Out: alert.raised, alert.updated, alert.suppressed, alert.resolved, silence.expired.
May touch: nothing. Every module here is pure; the moment is the event's own time.
"""
