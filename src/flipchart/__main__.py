"""`python -m flipchart` and the `flipchart` command."""

import sys

from flipchart.cli.frame.main import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
