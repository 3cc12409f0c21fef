"""`python -m geograph` is the command `geograph`."""

import sys

from geograph.cli import main

if __name__ == "__main__":
    sys.exit(main())
