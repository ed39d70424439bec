"""Serves the page, by uvicorn: in the foreground, or in a thread beside the daemon's own work."""

import socket
import threading

import uvicorn
from starlette.applications import Starlette

from monitor.errors import MonitorError
from monitor.web.options import WebOptions

LONGEST_STOP = 1
LONGEST_WAIT = 30


class WebServer:
    """One listening socket. ``start`` returns once the page answers; ``close`` stops it."""

    def __init__(self, app: Starlette, options: WebOptions) -> None:
        self._options = options
        self._socket = _listen(options)
        self._server = uvicorn.Server(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                server_header=False,
                date_header=True,
                proxy_headers=False,
                lifespan="on",
                timeout_graceful_shutdown=LONGEST_STOP,
                limit_concurrency=500,
                h11_max_incomplete_event_size=32 * 1024,
            )
        )
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        host, port = self._socket.getsockname()[:2]
        return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"

    def run(self) -> None:
        """Serve until SIGINT or SIGTERM (heard in the main thread only) or ``close``."""
        self._server.run(sockets=[self._socket])

    def start(self) -> None:
        """Serve in a thread of its own; signals stay with whoever called."""
        self._thread = threading.Thread(target=self.run, name="web", daemon=True)
        self._thread.start()
        waiting = threading.Event()
        while not self._server.started and self._thread.is_alive():
            waiting.wait(0.02)

    def close(self) -> None:
        self._server.should_exit = True
        if self._thread:
            # What it still reads must not be closed under it: the log and the views end after it.
            self._thread.join(LONGEST_WAIT)
        self._socket.close()


def _listen(options: WebOptions) -> socket.socket:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((options.host, options.port))
        listening.listen(128)  # only now is the port surely ours
    except OSError as error:
        listening.close()
        raise MonitorError(
            f"the page cannot listen on {options.host}:{options.port}: {error.strerror}",
            hint="Another program may use the port: set web.port, or `monitor serve --port`.",
        ) from error
    return listening
