"""Score the held-out sets: ``python -m tests.accuracy.heldout_score``. Prints totals, no texts."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from monitor.reading.accepted import published_on
from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader
from tests.accuracy.measure import CORPUS

SETS = Path(__file__).parent / "heldout"


def read(reader: Reader, name: str, target: Path) -> None:
    """Write one line of predictions for each article of a set."""
    with target.open("w", encoding="utf-8") as file:
        for line in (SETS / f"{name}.articles.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            document = Document(
                id=row["id"],
                title=row["title"],
                text=row["text"],
                published=published_on(row["published"]),
                source=row["source"],
            )
            claims = msgspec.to_builtins(reader.read(document))
            file.write(json.dumps({"id": row["id"], "claims": claims}) + "\n")


def main() -> None:
    reader = load_reader()
    every = sorted(path.name.split(".")[0] for path in SETS.glob("*.labels.jsonl"))
    for name in sys.argv[1:] or every:
        with tempfile.TemporaryDirectory() as folder:
            predictions = Path(folder) / "predictions.jsonl"
            read(reader, name, predictions)
            print(f"== set {name}", flush=True)
            labels = SETS / f"{name}.labels.jsonl"
            command = [sys.executable, CORPUS / "score.py", labels, predictions]
            subprocess.run([str(word) for word in command], check=True)


if __name__ == "__main__":
    main()
