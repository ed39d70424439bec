"""The process in which parsers run: whatever a feed does to them, it does it here.

Reads jobs from standard input and writes results to standard output, each with its length before
it. It has limits on memory and processor time, no way to write a file, and an empty environment.
It ends when its input ends.
"""

import os
import resource
import sys
from email.message import Message

import msgspec

from monitor.flow.frames import read, write
from monitor.sources.parsed import Broken, FeedJob, Job, PageJob, Result

MEMORY = 1024 * 1024 * 1024
SECONDS = 10


def main() -> None:
    """Serve jobs until the input ends."""
    # Libraries may print; that must not get between the results.
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    decoder = msgspec.msgpack.Decoder(Job)
    while (job := read(sys.stdin.buffer)) is not None:
        _allow(SECONDS)
        write(results, msgspec.msgpack.encode(_done(decoder.decode(job))))


def _allow(seconds: int) -> None:
    """Let this process use so much more processor time; then the kernel ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def _done(job: Job) -> Result:
    try:
        return _feed(job) if isinstance(job, FeedJob) else _page(job)
    except MemoryError:
        return Broken(reason="it needs too much memory")
    except RecursionError:
        return Broken(reason="it is nested too deeply")
    except Exception as error:  # noqa: BLE001  (a parser's bug is the feed's failure)
        return Broken(reason=f"{type(error).__name__}: {error}"[:300])


def _feed(job: FeedJob) -> Result:
    from monitor.sources import feedparser_feed  # noqa: PLC0415  (only where it is needed)

    return feedparser_feed.parse(job.body, url=job.url, content_type=job.content_type)


def _page(job: PageJob) -> Result:
    from monitor.sources import trafilatura_page  # noqa: PLC0415  (slow to import)

    message = Message()
    message["content-type"] = job.content_type
    charset = message.get_content_charset()
    return trafilatura_page.extract(job.body, today=job.today, charset=charset)


if __name__ == "__main__":
    main()
