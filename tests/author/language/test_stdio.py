"""How editors start `lsp`."""

from __future__ import annotations

import pytest

from tests.command import perfect_mother


@pytest.mark.parametrize("options", [(), ("--stdio",)], ids=["bare", "stdio"])
def test_it_is_started_as_editors_start_servers(options: tuple[str, ...]) -> None:
    """It ends when its input does."""
    done = perfect_mother("lsp", *options)
    assert (done.returncode, done.stdout) == (0, "")
