"""Secrets by name: from systemd's credentials, or from a folder of the operator's."""

import pytest

from monitor.config.load import load
from monitor.config.options import delivery_options, source_options
from monitor.errors import ConfigurationError

CONFIG = """\
secrets = "secrets"
[[sources]]
kind = "feed"
name = "wire"
url = "https://wire.example/rss"
secret_headers = {Authorization = "wire-token"}
[destinations.duty-mail]
"""


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "config.toml").write_text(CONFIG)
    (tmp_path / "secrets").mkdir()
    (tmp_path / "credentials").mkdir()
    return load(tmp_path / "config.toml")


def put(tmp_path, folder, name, text):
    (tmp_path / folder / name).write_text(text)


def test_a_destination_without_an_address_is_the_secret_of_its_name(settings, tmp_path):
    put(tmp_path, "secrets", "duty-mail", "mailto://a@b.example\n")
    (destination,) = delivery_options(settings, {}).destinations
    assert destination.url.reveal() == "mailto://a@b.example"
    assert "b.example" not in repr(destination)


def test_what_systemd_hands_over_goes_first(settings, tmp_path):
    put(tmp_path, "secrets", "duty-mail", "mailto://old@b.example")
    put(tmp_path, "credentials", "duty-mail", "mailto://new@b.example")
    environment = {"CREDENTIALS_DIRECTORY": str(tmp_path / "credentials")}
    (destination,) = delivery_options(settings, environment).destinations
    assert destination.url.reveal() == "mailto://new@b.example"


def test_a_feeds_header_may_be_a_secret(settings, tmp_path):
    put(tmp_path, "secrets", "wire-token", "Bearer c4n4ry\n")
    (source,) = source_options(settings, {})
    assert source.headers == {"Authorization": "Bearer c4n4ry"}
    assert "c4n4ry" not in repr(source)


def test_a_secret_that_is_not_there_is_told_with_what_to_do(settings, tmp_path):
    with pytest.raises(ConfigurationError) as caught:
        delivery_options(settings, {})
    (fault,) = caught.value.faults
    assert str(fault).startswith("destinations.duty-mail: there is no secret 'duty-mail'")
    assert "LoadCredential=duty-mail:PATH" in fault.hint
    with pytest.raises(ConfigurationError) as caught:
        source_options(settings, {})
    assert caught.value.faults[0].file == "sources.wire"


def test_a_secret_that_is_no_text_is_told(settings, tmp_path):
    (tmp_path / "secrets" / "duty-mail").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigurationError) as caught:
        delivery_options(settings, {})
    assert "cannot be read" in caught.value.faults[0].message
