import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

UNIT = Path(__file__).parent.parent / "systemd" / "monitor.service"

analyzer = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None and not os.environ.get("CI"),
    reason="systemd-analyze is not installed",
)


@analyzer
def test_systemd_accepts_the_unit():
    done = subprocess.run(
        ["systemd-analyze", "verify", str(UNIT)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


@analyzer
def test_the_unit_is_exposed_no_more_than_1_2():
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", str(UNIT)],
        capture_output=True,
        text=True,
        check=False,
    )
    exposure = re.search(r"exposure level for \S+: ([\d.]+)", done.stdout)
    assert exposure, done.stderr
    assert float(exposure.group(1)) <= 1.2


def test_every_hardening_line_stands_below_a_comment():
    lines = (
        UNIT.read_text(encoding="utf-8").split("[Service]")[1].split("[Install]")[0].splitlines()
    )
    explained = False
    for line in lines:
        if line.startswith("#"):
            explained = True
        elif not line:
            explained = False
        elif line.startswith(("Protect", "Private", "Restrict", "SystemCall", "Memory", "Lock")):
            assert explained, line


@analyzer
def test_the_example_of_a_drop_in_fits_the_unit_and_opens_nothing(tmp_path):
    example = UNIT.with_name("drop-in.example.conf").read_text(encoding="utf-8")
    (tmp_path / "monitor.service").write_text(f"{UNIT.read_text(encoding='utf-8')}\n{example}")
    for command in (["verify"], ["security", "--offline=true", "--threshold=15"]):
        done = subprocess.run(
            ["systemd-analyze", *command, str(tmp_path / "monitor.service")],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stderr == ""
