"""``make bench``: every benchmark, one after another, each in a process of its own."""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    wanted = sys.argv[1:]
    failed = 0
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        if wanted and path.stem.removeprefix("bench_") not in wanted:
            continue
        print(f"== {path.stem.removeprefix('bench_')}", flush=True)
        failed |= subprocess.run(
            [sys.executable, "-m", f"tests.bench.{path.stem}"], check=False
        ).returncode
        print(flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
