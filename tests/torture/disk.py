"""Where the tortures work: in memory, if there is such a disk.

Kills and simulated power cuts ask nothing of a real disk, and need not wait for one.
"""

from pathlib import Path

_MEMORY = Path("/dev/shm")


def quick() -> str | None:
    """Return the folder in which temporary ones are best made; None for the usual one."""
    return str(_MEMORY) if _MEMORY.is_dir() else None
