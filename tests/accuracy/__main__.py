"""``python -m tests.accuracy``: see ``run``."""

import sys

from tests.accuracy.run import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
