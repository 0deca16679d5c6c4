"""`python -m liantu` and the installed command `liantu`."""

from __future__ import annotations

import sys

from liantu.cli.main import main as run


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run())


if __name__ == "__main__":
    main()
