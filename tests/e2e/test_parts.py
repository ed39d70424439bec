import pytest

from tests.e2e.parts import needed


def test_what_is_not_installed_is_skipped_with_its_name_but_not_in_ci(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="ngircd is not installed: apt has it"):
        needed(None, "ngircd", "apt has it")
    monkeypatch.setenv("CI", "yes")
    with pytest.raises(pytest.fail.Exception, match="ngircd is not installed"):
        needed(None, "ngircd", "apt has it")
    assert needed("/usr/sbin/ngircd", "ngircd", "apt has it") == "/usr/sbin/ngircd"
