"""The start of a play in as little time as it can take: a player waits for every module that is imported."""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, cast


@contextmanager
def imports_that_stay() -> Iterator[None]:
    """No garbage is collected inside, until a front end has something to show: what is imported stays."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def wake_collector() -> None:
    """From here on garbage is collected, but what is there by now is not looked through for it any more."""
    gc.freeze()
    gc.enable()


def import_msgspec() -> None:
    """Imports the package of whose classes all values are made, without one that it can do without.

    It takes two names from `typing_extensions` if that can be imported, and else from `typing`, where both have been
    since Python 3.11; the former brings much along, and takes a tenth of the time to the first prompt of plain mode.
    """
    if "typing_extensions" in sys.modules:
        return
    sys.modules["typing_extensions"] = None  # type: ignore[assignment] # what stands for a module that is not there
    with suppress(ImportError):  # whoever needs it gets it from then on
        import msgspec  # noqa: F401, PLC0415 - for its effect, and only now
    del sys.modules["typing_extensions"]


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression that is compiled when it is first used: a start uses few of those that there are."""
    return cast("re.Pattern[str]", _Pattern(text, flags))


class _Pattern:
    def __init__(self, text: str, flags: int) -> None:
        self.pattern, self.flags = text, flags

    def __getattr__(self, name: str) -> Any:
        """A method of the pattern, which is found without asking from then on."""
        method = getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, method)
        return method
