"""A vault, and a terminal in front of it, for every test that asks for one."""

from pathlib import Path

import pytest

from tests.app.cli.terminal import Terminal
from tests.app.world import World


@pytest.fixture
def terminal(
    world: World, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Terminal:
    """A terminal in front of the vault of `world`."""
    return Terminal(world, capfdbinary, monkeypatch, tmp_path)
