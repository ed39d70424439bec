"""Which addresses may be reached: public ones, and those that the operator allows by network.

A feed's address is the user's, but redirects and links are the feed's: without this guard anybody
who controls a feed could make the monitor talk to machines behind the firewall.
"""

import ipaddress
from collections.abc import Iterable

from monitor.errors import ConfigurationError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# Beyond what Python calls not global: the anycast address of 6to4 relays (RFC 7526).
_ALSO_REFUSED = (ipaddress.ip_network("192.88.99.0/24"),)
# IPv6 addresses that carry an IPv4 address in them are judged by that one as well.
_TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Return networks written as "10.0.0.0/8" or "::1"; ``ConfigurationError`` for other words."""
    return tuple(_network(text) for text in texts)


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        raise ConfigurationError(
            f"{text!r} is no network", hint="Write it as in 10.0.0.0/8 or 192.168.1.5."
        ) from None


def may_reach(text: str, allowed: tuple[Network, ...]) -> bool:
    """Say whether a numeric address, as a resolver returned it, may be connected to."""
    if "%" in text:
        return False  # a link-local address with its interface
    address = ipaddress.ip_address(text)
    if any(address in network for network in allowed if network.version == address.version):
        return True
    return all(_is_public(part) for part in (address, *_inner(address)))


def _is_public(address: Address) -> bool:
    refused = any(
        address in network for network in _ALSO_REFUSED if network.version == address.version
    )
    return address.is_global and not address.is_multicast and not refused


def _inner(address: Address) -> tuple[ipaddress.IPv4Address, ...]:
    """Return the IPv4 addresses inside an IPv6 address."""
    if isinstance(address, ipaddress.IPv4Address):
        return ()
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in _TRANSLATED):
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return tuple(inner for inner in found if inner is not None)
