"""``make accuracy``: the reader against the labelled corpus.

Run: python -m tests.accuracy.run [--misses N] [--only group=other-border]
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from monitor.reading.reader import load_reader
from tests.accuracy.measure import CORPUS, predictions


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "predictions.jsonl"
        predictions(load_reader(), target)
        command = [
            sys.executable, str(CORPUS / "score.py"), str(CORPUS / "labels.jsonl"), str(target),
            "--articles", str(CORPUS / "articles.jsonl"), "--only", "language=en", *arguments,
        ]  # fmt: skip
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
