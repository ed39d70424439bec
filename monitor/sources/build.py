"""From options to sources."""

from collections.abc import Sequence

from monitor.sources.directory import DirectorySource
from monitor.sources.options import DirectoryOptions, FeedOptions
from monitor.sources.parsers import Parsers
from monitor.sources.protocol import Source


def build(options: Sequence[DirectoryOptions | FeedOptions], parsers: Parsers) -> list[Source]:
    """Return a source for each set of options, in their order.

    ``parsers`` are shared by all feeds; who made them closes them. Nothing is opened or asked yet.
    """
    return [_one(each, parsers) for each in options]


def _one(options: DirectoryOptions | FeedOptions, parsers: Parsers) -> Source:
    if isinstance(options, DirectoryOptions):
        return DirectorySource(options)
    from monitor.sources.feed import FeedSource  # noqa: PLC0415  (imports the HTTP client)

    return FeedSource(options, parsers)
