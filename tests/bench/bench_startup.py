"""How long a person waits for a command, beside the interpreter itself."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROUNDS = 7
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "monitor --help": ["-m", "monitor", "--help"],
    "monitor check": ["-m", "monitor", "--config", "config.example.toml", "check"],
}
BUDGET = {"monitor --help": 0.4, "monitor check": 1.5}


def seconds(words: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, check=False)
    return time.perf_counter() - start


def main() -> None:
    rounds = [{name: seconds(words) for name, words in COMMANDS.items()} for _ in range(ROUNDS)]
    for name in COMMANDS:
        middle = statistics.median(found[name] for found in rounds)
        ratio = statistics.median(found[name] / found["python -c pass"] for found in rounds)
        budget = f"   budget {BUDGET[name]} s" if name in BUDGET else ""
        print(f"  {name:18} {middle:6.2f} s   {ratio:5.1f} x the bare interpreter{budget}")


if __name__ == "__main__":
    main()
