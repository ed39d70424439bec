"""The names that follow from what a thing is."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from monitor.flow.ids import NAMESPACE, event_id


@given(st.lists(st.one_of(st.text(max_size=30), st.integers()), min_size=1, max_size=5))
def test_an_event_s_id_is_the_uuid_of_version_5_that_the_standard_library_gives(parts):
    assert event_id(*parts) == str(uuid.uuid5(NAMESPACE, "\x1f".join(map(str, parts))))
