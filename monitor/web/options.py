"""Where the page listens and who may see it."""

import ipaddress
from dataclasses import dataclass, field

from monitor.errors import ConfigurationError

SHORTEST_TOKEN = 16
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")


def is_loopback(host: str) -> bool:
    """Tell whether an address or name can only be reached from this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class WebOptions:
    """``names`` are the host names people type (``monitor.example``), beside the address itself.

    ``token`` lets people in over a login page and programs as a bearer. ``user_header`` trusts a
    reverse proxy at one of ``proxies`` to have checked who it is ("X-Remote-User"). ``https`` says
    that people reach the page over TLS, so that cookies are kept to it. ``zone`` is where the desk
    sits: days are counted there.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    token: str = field(default="", repr=False)
    user_header: str = ""
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    names: tuple[str, ...] = ()
    https: bool = False
    title: str = "Border monitor"
    feed_size: int = 50

    def check(self) -> None:
        """Raise ``ConfigurationError`` where strangers could see the page or act on it."""
        if self.token and len(self.token) < SHORTEST_TOKEN:
            raise ConfigurationError(
                f"the page's token has {len(self.token)} characters, too few to be safe",
                hint=f"Give at least {SHORTEST_TOKEN}: `openssl rand -hex 16` makes one.",
            )
        if not (is_loopback(self.host) or self.token or self.user_header):
            raise ConfigurationError(
                f"the page would listen on {self.host} for anybody",
                hint="Set web.token_file, or put a reverse proxy before it on 127.0.0.1.",
            )

    @property
    def hosts(self) -> frozenset[str]:
        """The values of the Host header that are answered, without the port, lower case."""
        own = () if self.host in ("0.0.0.0", "::") else (self.host,)  # noqa: S104  (compared only)
        local = LOOPBACK_NAMES if is_loopback(self.host) else ()
        return frozenset(name.lower() for name in (*own, *local, *self.names))
