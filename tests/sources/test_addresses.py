import pytest

from monitor.sources.addresses import may_reach, networks

PRIVATE = (
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 "
    "255.255.255.255 192.88.99.1 192.0.2.1 198.18.0.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 ff02::1 "
    "::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 2002:7f00:1:: 2002:a00:1:: "
    "2001:db8::1 64:ff9b:1::a00:1 2001:0:7f00:1::80ff:fffe"
)


@pytest.mark.parametrize("address", PRIVATE.split(" "))
def test_addresses_that_are_not_public_are_refused(address):
    assert not may_reach(address, ())


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.216.34", "2606:4700::1", "64:ff9b::101:101"]
)
def test_public_addresses_may_be_reached(address):
    assert may_reach(address, ())


def test_a_network_may_be_allowed_and_allows_nothing_else():
    allowed = networks(["10.1.0.0/16", "::1"])
    assert may_reach("10.1.2.3", allowed)
    assert may_reach("::1", allowed)
    assert not may_reach("10.2.0.1", allowed)
    assert not may_reach("fe80::1%lo", allowed)
