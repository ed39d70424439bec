"""Messages over a pipe."""

import io
import os

from hypothesis import given
from hypothesis import strategies as st

from monitor.flow.frames import framed, read, write

MESSAGES = st.lists(st.binary(max_size=300), max_size=5)


@given(MESSAGES)
def test_messages_are_read_as_they_were_written_and_then_there_are_none(messages):
    stream = io.BytesIO()
    for message in messages:
        write(stream, message)
    stream.seek(0)
    assert [read(stream) for _ in messages] == messages
    assert read(stream) is None


@given(st.binary(min_size=1, max_size=50), st.data())
def test_a_message_that_was_cut_off_is_none(message, data):
    whole = framed(message)
    cut = data.draw(st.integers(0, len(whole) - 1))
    assert read(io.BytesIO(whole[:cut])) is None


def test_a_message_is_in_the_pipe_as_soon_as_it_is_written():
    out, into = os.pipe()
    with os.fdopen(out, "rb") as reader, os.fdopen(into, "wb") as writer:
        write(writer, b"now")
        assert read(reader) == b"now"
