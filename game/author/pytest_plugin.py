"""For pytest: a story's folder is a folder of tests. `pytest my-story` runs its playthroughs.

Each file named `*.play` is one test. It fails with what `perfect-mother test` writes of it. Nothing of the game is
imported before the first such file is met.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from game.author.playthroughs.running import Runs


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The playthrough in a file; files of any other kind, and those outside of a story, are left alone."""
    if file_path.suffix != ".play":
        return None
    folder = story_of(file_path, parent.config.rootpath)
    return PlayFile.from_parent(parent, path=file_path, folder=folder) if folder else None


def story_of(path: Path, root: Path) -> Path | None:
    """The folder of the story that a file belongs to, if it lies below `root`, where pytest looks, or near above it."""
    from game.story.source import story_above  # noqa: PLC0415 - pytest starts without the game

    return story_above(path, (root,)) or story_above(path)


class PlayFile(pytest.File):
    """A file with a playthrough."""

    def __init__(self, *, folder: Path, **rest: Any) -> None:
        super().__init__(**rest)
        self.folder = folder

    def collect(self) -> Iterable[pytest.Item]:
        """The one test that it holds."""
        yield PlayItem.from_parent(self, name="play")


class PlayItem(pytest.Item):
    """A playthrough as a test."""

    def runtest(self) -> None:
        """Runs it; raises DoesNotHold."""
        assert isinstance(self.parent, PlayFile)
        from game.author.playthroughs.running import lines_of  # noqa: PLC0415 - pytest starts without the game

        run = _runs(self.parent.folder).of(self.parent.path)
        if not run.holds:
            raise DoesNotHold("\n".join(line for trouble in run.troubles for line in lines_of(trouble, run.source)))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: object, **__: object) -> Any:
        """What does not hold, for an author: no traceback of ours."""
        if isinstance(excinfo.value, DoesNotHold):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where pytest says the test is."""
        return self.path, None, self.path.name


class DoesNotHold(Exception):
    """A playthrough that does not hold, or a story that has errors."""


def _runs(folder: Path) -> Runs:
    """The runs of a story; raises DoesNotHold if it has errors."""
    runs, errors = _loaded(folder)
    if runs is None:
        raise DoesNotHold(errors)
    return runs


@cache
def _loaded(folder: Path) -> tuple[Runs | None, str]:
    """The runs of a story, or None and its errors in lines. Each story is loaded once, whatever is wrong with it."""
    from game.author.playthroughs.running import Runs  # noqa: PLC0415 - pytest starts without the game
    from game.play.rules import Rules  # noqa: PLC0415
    from game.story.load import load  # noqa: PLC0415

    loading = load(folder)
    if loading.story is None:
        return None, "\n".join(str(diagnostic) for diagnostic in loading.diagnostics if diagnostic.is_error)
    return Runs(Rules(loading.story), folder), ""
