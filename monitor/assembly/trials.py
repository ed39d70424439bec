"""What rule examples are tried with: the reader, and the steps that make incidents of claims."""

from monitor.incidents.options import IncidentOptions
from monitor.incidents.step import IncidentsStep
from monitor.reading.document import Document
from monitor.reading.reader import Reader
from monitor.rules.trial.examples import Bench
from monitor.rules.trial.text import Text


def bench_of(reader: Reader, incidents: IncidentOptions | None = None) -> Bench:
    """Return what examples are tried with; ``incidents`` as the daemon has them."""
    return Bench(
        read=lambda text: reader.read(document_of(text)),
        steps=lambda: [IncidentsStep(incidents)],
    )


def document_of(text: Text) -> Document:
    return Document(
        id="example",
        title=text.title,
        text=text.text,
        published=text.published,
        source=text.source,
    )
