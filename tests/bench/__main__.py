"""``make bench``: every benchmark, one after another, each in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

UNWRITTEN = "PYTHONDONTWRITEBYTECODE"  # an installed program has its bytecode


def main() -> int:
    wanted = sys.argv[1:]
    failed = 0
    environment = {name: value for name, value in os.environ.items() if name != UNWRITTEN}
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        if wanted and path.stem.removeprefix("bench_") not in wanted:
            continue
        print(f"== {path.stem.removeprefix('bench_')}", flush=True)
        command = [sys.executable, "-m", f"tests.bench.{path.stem}"]
        failed |= subprocess.run(command, check=False, env=environment).returncode
        print(flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
