"""python cli.py ...: the command line from a checkout."""

import sys

from duality.cli import main

if __name__ == "__main__":
    sys.exit(main())
