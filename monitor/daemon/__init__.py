"""The background service: wakes the rooms, obeys people, stops cleanly.

In: time, signals, requests over a local socket. Out: what the assembly's application does.
May touch: threads, APScheduler (``jobs``), systemd (``systemd``), the control socket (``control``).
"""
