"""What holds for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Nothing is timed in tests: a busy machine must not fail a law.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """The tests of a folder are shared among the processors; those of a file begin sooner in one process."""
    return None if any(Path(name).is_dir() for name in config.args) else 0


@pytest.fixture(autouse=True, scope="session")
def _caches_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Stories that are played in tests are not kept in the cache of whoever runs them.

    Programs that are started in tests keep what they compile, as they do for everybody: most of them do little else.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("caches")))
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield
