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
    from game.author.running import Runs


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The playthrough in a file; files of any other kind, and those outside of a story, are left alone."""
    if file_path.suffix != ".play":
        return None
    folder = story_folder(file_path.parent, parent.config.rootpath)
    return PlayFile.from_parent(parent, path=file_path, folder=folder) if folder else None


def story_folder(folder: Path, root: Path) -> Path | None:
    """The story that a folder belongs to: the nearest folder above it with a `story.yaml`.

    Inside of `root`, where pytest looks for tests, the section `story` may stand in a file of any name.
    """
    for above in (folder, *folder.parents):
        if (above / "story.yaml").is_file():
            return above
        if above.is_relative_to(root) and any(_has_story(path) for path in sorted(above.glob("*.y*ml"))):
            return above
    return None


def _has_story(path: Path) -> bool:
    """Whether a file has the section `story`."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return any(line.startswith("story:") for line in file)
    except OSError:
        return False


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
        from game.author.running import lines_of  # noqa: PLC0415 - pytest starts without the game

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


@cache
def _runs(folder: Path) -> Runs:
    """The runs of a story; raises DoesNotHold if it has errors. Each story is loaded once."""
    from game.author.running import Runs  # noqa: PLC0415 - pytest starts without the game
    from game.play.rules import Rules  # noqa: PLC0415
    from game.story.load import load  # noqa: PLC0415

    loading = load(folder)
    if loading.story is None:
        raise DoesNotHold("\n".join(str(diagnostic) for diagnostic in loading.diagnostics if diagnostic.is_error))
    return Runs(Rules(loading.story), folder)
