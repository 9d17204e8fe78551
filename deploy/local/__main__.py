"""`python -m deploy.local COMMAND`, called by `./terbit`."""

import sys

from deploy.local.cli import main

sys.exit(main(sys.argv[1:]))
