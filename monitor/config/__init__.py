"""The configuration: a TOML file and the environment, checked as a whole.

In: ``config.toml``, variables that begin with ``MONITOR_``, secrets in files. Out: settings, from
which the assembly makes each room's frozen options. Every fault is told with line and column.
No room reads the configuration itself.
"""
