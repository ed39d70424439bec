"""Where the shipped vocabulary and places lie."""

from pathlib import Path

DATA = Path(__file__).parent / "data"
