"""``python -m game`` is ``perfect-mother``."""

import sys

from game.cli import main

sys.exit(main())
