import socket
import stat

import pytest

from monitor.assembly.orders import Reply, Request
from monitor.daemon.control import NAME, ControlServer, ask


@pytest.fixture
def obeyed():
    return []


@pytest.fixture
def server(tmp_path, obeyed):
    def obey(request):
        obeyed.append(request)
        return Reply(message=f"done: {request.verb}")

    server = ControlServer(tmp_path, obey)
    server.start()
    yield server
    server.close()


def test_a_request_reaches_the_daemon_and_its_reply_comes_back(server, tmp_path, obeyed):
    request = Request(verb="acknowledge", arguments={"alert": "1f", "by": "Ada"})
    assert ask(tmp_path, request) == Reply(message="done: acknowledge")
    assert obeyed == [request]


def test_without_a_daemon_there_is_no_reply(tmp_path):
    assert ask(tmp_path, Request(verb="v", arguments={})) is None


def test_a_socket_left_by_a_killed_daemon_is_no_daemon(tmp_path):
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(tmp_path / NAME))
    left.close()
    assert ask(tmp_path, Request(verb="v", arguments={})) is None
    server = ControlServer(tmp_path, lambda request: Reply(message="new"))
    server.start()
    assert ask(tmp_path, Request(verb="v", arguments={})) == Reply(message="new")
    server.close()


def test_only_the_owner_may_command(server, tmp_path):
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600


def test_a_request_that_is_not_json_is_answered_in_words(server, tmp_path):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(tmp_path / NAME))
        connection.sendall(b"hello\n")
        assert b"could not be read" in connection.recv(4096)
    assert ask(tmp_path, Request(verb="v", arguments={})) is not None


def test_a_deep_state_directory_is_no_obstacle(tmp_path, monkeypatch):
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    server = ControlServer(deep, lambda request: Reply(message="deep"))
    server.start()
    assert ask(deep, Request(verb="v", arguments={})) == Reply(message="deep")
    server.close()
