"""What Ctrl-C does: while the program starts it ends it at once, without a word; later the command that runs decides.

Python's own answer is an exception, and one that comes while modules are imported is told with a traceback, if not by
the module then by the machinery that imports it. Nothing that starts has anything to lose. Before our first line, while
the interpreter itself starts, it is Python that answers, with a traceback of its own.

What is asked here is built into the interpreter: to import `signal`, which is a file and imports others, would take
longer than all else that comes before the answer.
"""

import _signal  # type: ignore[import-not-found] # what is built in has no stub


def end_at_once() -> None:
    """From here on an interrupt is the system's: the program is gone, which shells know as status 130.

    Whoever has told the program to ignore interrupts, as `nohup` and shells in the background do, is obeyed.
    """
    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)


def raise_again() -> None:
    """From here on an interrupt is a KeyboardInterrupt, which the command can answer, unless it is ignored."""
    if _signal.getsignal(_signal.SIGINT) is _signal.SIG_DFL:
        _signal.signal(_signal.SIGINT, _signal.default_int_handler)
