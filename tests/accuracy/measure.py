"""The corpus read with the shipped vocabulary, scored by the corpus' own scorer."""

import datetime as dt
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from monitor.reading.document import Document
from monitor.reading.reader import Reader

CORPUS = Path(__file__).parent / "corpus"


def articles(language: str = "en") -> Iterator[dict[str, Any]]:
    lines = (CORPUS / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return (row for row in map(json.loads, lines) if row["language"] == language)


def document(row: dict[str, Any]) -> Document:
    published = row["published"]
    return Document(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        published=dt.date.fromisoformat(published) if published else None,
        source=row["source"],
        language=row["language"],
    )


def predictions(reader: Reader, path: Path) -> None:
    """Writes one line an article of the whole corpus, as `score.py` wants it."""
    with path.open("w", encoding="utf-8") as out:
        for language in ("en", "ru"):
            for row in articles(language):
                claims = msgspec.to_builtins(reader.read(document(row)))
                out.write(json.dumps({"id": row["id"], "claims": claims}) + "\n")


def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("corpus_score", CORPUS / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
