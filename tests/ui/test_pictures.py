"""The pictures are of the real window over the made-up vault, in the size, look and language asked for."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.pictures.__main__ import _in_own_process, _options

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("language", "scale", "size"), [("en", 100, (1024, 640)), ("pseudo", 200, (2048, 1280))])
def test_a_scene_is_pictured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, scale: int, size: tuple[int, int]
) -> None:
    words = ["--to", str(tmp_path), "--size", "1024x640", "--only", "board", "--scheme", "light", "dark"]
    monkeypatch.setattr("sys.argv", ["pictures", *words])
    assert _in_own_process(_options(), language, scale) == 0
    pictures = sorted((tmp_path / language).glob("10-board-*.png"))
    assert [picture.name.split("-")[2] for picture in pictures] == ["dark", "light"]
    dark, light = (QImage(str(picture)) for picture in pictures)
    assert (dark.width(), dark.height()) == (light.width(), light.height()) == size
    assert dark.pixelColor(5, 5).lightness() < 80 < light.pixelColor(5, 5).lightness()
