"""Front matter that was made to hurt."""

import time

import pytest

from monitor.articles.ruamel_frontmatter import read


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("title: " + "{" * 16_000, id="braces without end"),
        pytest.param("title: " + "[" * 8_000 + "]" * 8_000, id="brackets that end"),
        pytest.param("\n".join("- " * n + "x" for n in range(150)), id="lists in lists"),
        pytest.param("? " * 8_000, id="keys of keys"),
        pytest.param("a: &a [x]\nb: *a", id="an alias"),
        pytest.param("[" + "a," * 8_000 + "]", id="a list as long as a book"),
    ],
)
def test_a_head_that_is_none_is_left_alone_at_once(head):
    began = time.process_time()
    assert read(head) is None
    assert time.process_time() - began < 1


def test_a_head_with_lists_and_dates_is_read():
    head = "title: The bridge\ndate: 2021-07-06\ntags: [a, b]\nauthor: {name: Ann}"
    assert read(head)["title"] == "The bridge"
