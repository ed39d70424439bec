"""While the log takes nothing in: one line in words, and one when it is over."""

import asyncio

import structlog

from monitor.errors import LogFull
from monitor.sources.patient import PatientPoller
from monitor.sources.poller import Outcome


class Refusing:
    """A poller whose answers are set in advance; errors among them are raised."""

    def __init__(self, *answers):
        self.answers = list(answers)

    async def poll(self, name, *, force=False):
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def polled(*answers, names=("inbox",)):
    poller = PatientPoller(Refusing(*answers))

    async def story():
        return [await poller.poll(names[at % len(names)]) for at in range(len(answers))]

    with structlog.testing.capture_logs() as lines:
        return asyncio.run(story()), lines


FULL = LogFull("nothing is taken in: the disk is full", hint="Make room.")
DONE = Outcome(name="inbox", new=1)


def test_a_full_disk_is_said_once_in_words_and_so_is_its_end():
    outcomes, lines = polled(FULL, FULL, FULL, DONE, DONE)
    assert outcomes == [None, None, None, DONE, DONE]
    assert [(line["event"], line["log_level"]) for line in lines] == [
        ("source.not_taken_in", "warning"),
        ("source.taken_in_again", "info"),
    ]
    assert lines[0]["reason"] == "nothing is taken in: the disk is full"
    assert "exc_info" not in lines[0]


def test_each_source_is_said_by_its_name():
    _, lines = polled(FULL, FULL, FULL, FULL, names=("inbox", "wire"))
    assert [line["source"] for line in lines] == ["inbox", "wire"]


def test_a_poll_that_asked_nobody_ends_nothing():
    _, lines = polled(FULL, Outcome(name="inbox", skipped="it is being polled"), FULL)
    assert [line["event"] for line in lines] == ["source.not_taken_in"]


def test_a_fault_of_our_own_shows_its_traceback_once_and_the_loop_goes_on():
    outcomes, lines = polled(RuntimeError("odd"), RuntimeError("odd"), DONE)
    assert outcomes == [None, None, DONE]
    assert [line["event"] for line in lines] == ["source.poll_failed", "source.taken_in_again"]
    assert lines[0]["exc_info"]
