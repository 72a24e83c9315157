"""``python -m game`` is ``perfect-mother``, and both begin here."""

from game.interrupts import end_at_once

end_at_once()  # before anything else is imported

import gc  # noqa: E402

gc.disable()  # what is imported stays: to look for garbage among it is a waste

import sys  # noqa: E402

from game.cli import main  # noqa: E402


def run() -> None:
    """Runs a command, and ends with its exit status."""
    status = main()
    end_at_once()  # what is left is to tidy up, and no interrupt of that is worth a word
    sys.exit(status)


if __name__ == "__main__":
    run()
