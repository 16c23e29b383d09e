"""Takes pictures of every screen and state: `python3 dev.py pictures --to DIR`.

Light and dark, 1024x640 and 1440x900, at 100 and 200 %, in English unless asked otherwise. The window is the real one,
drawn without a screen, over a real vault of made-up customers. What could not be reached is named at the end.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tests.pictures.people import ME

if TYPE_CHECKING:
    from tests.pictures.scenes import Scene
    from tests.pictures.stage import Stage

ROOT = Path(__file__).resolve().parents[2]
SIZES = ("1024x640", "1440x900")
SCHEMES = ("light", "dark")
LANGUAGES = ("en", "de", "pseudo")


def main() -> int:
    options = _options()
    if options.child:
        return _take_all(options)
    failed = 0
    for language in options.language:
        for scale in options.scale:
            failed |= _in_own_process(options, language, scale)
    return failed


def _in_own_process(options: argparse.Namespace, language: str, scale: int) -> int:
    """Qt reads the scale once, when the application starts. The local time is around noon, whenever it is."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": str(scale / 100),
        "LOGNAME": ME,
        "TZ": f"NOON{datetime.now(UTC).hour - 11:+d}",
    }
    command = [sys.executable, "-m", "tests.pictures", "--child", "--to", str(options.to.absolute())]
    command += ["--language", language, "--scale", str(scale)]
    command += ["--scheme", *options.scheme, "--size", *options.size]
    command += ["--only", *options.only] if options.only else []
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py pictures", description=__doc__)
    parser.add_argument("--to", type=Path, required=True, metavar="DIR")
    parser.add_argument("--scheme", nargs="+", default=SCHEMES, help="light, dark, contrast-light, contrast-dark")
    parser.add_argument("--size", nargs="+", default=SIZES, metavar="WxH")
    parser.add_argument("--scale", nargs="+", type=int, default=(100, 200), metavar="PERCENT")
    parser.add_argument("--language", nargs="+", choices=LANGUAGES, default=("en",))
    parser.add_argument("--only", nargs="+", metavar="SCENE", help="play only these scenes of the story")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _take_all(options: argparse.Namespace) -> int:
    from PySide6.QtWidgets import QApplication

    from app.settings import Home
    from tests.pictures import scenes
    from tests.pictures.stage import Views, staged
    from tests.pictures.story import Story, begin
    from tests.translations.__main__ import make_pseudo
    from tests.translations.collecting import texts_of
    from tests.ui.vaults import make_vault, quick_place
    from ui.collecting import Collector
    from ui.theme.tokens import Scheme
    from ui.translating import Language

    language, scale = options.language[0], options.scale[0]
    folder = options.to / language
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(["bailee-pictures"])
    application.setQuitOnLastWindowClosed(False)
    collector = Collector(application)
    failures: list[str] = []
    with tempfile.TemporaryDirectory(prefix="bailee-pictures-", dir=quick_place()) as place:
        at = Path(place)
        pseudo = None
        if language == "pseudo":
            pseudo = at / "pseudo.qm"
            make_pseudo(texts_of(ROOT / "ui")[0], pseudo)
        views = Views(
            folder=folder,
            schemes=[Scheme(each) for each in options.scheme],
            sizes=[_size(each) for each in options.size],
            language=Language.GERMAN if language == "de" else Language.ENGLISH,
            pseudo=pseudo,
            mark="" if scale == 100 else f"@{scale}",
            words=_words(language),
        )
        empty = make_vault(at / "empty").path
        damaged = at / "damaged"
        shutil.copytree(empty, damaged)
        scenes.damage(damaged)
        acts = [
            (Home(at / "nothing"), scenes.FIRST_RUN),
            (Home(empty), scenes.EMPTY),
            (Home(damaged), scenes.DAMAGED),
            (Story(at, begin()).tell(), scenes.STORY),
        ]
        for home, played in acts:
            wanted = [each for each in played if not options.only or each.name in {*options.only, "board"}]
            if not options.only or {each.name for each in played} & set(options.only):
                with staged(application, home, views) as stage:
                    failures += _play(stage, wanted)
                    _say(f"{len(stage.taken)} pictures in {folder}")
    collector.close()
    for each in failures:
        _say(f"MISSED  {each}")
    return bool(failures)


def _play(stage: "Stage", played: "Sequence[Scene]") -> list[str]:
    failures = []
    for scene in played:
        try:
            scene.play(stage)
        except (AssertionError, KeyError) as error:
            stage.miss(scene.name)
            failures.append(f"{scene.name}: {str(error)[:300]}")
    return failures


def _words(language: str) -> Mapping[str, Sequence[str]]:
    from tests.translations.__main__ import FOLDER
    from tests.translations.collecting import texts_of
    from tests.translations.making import pseudo
    from tests.translations.ts_file import read_ts
    from tests.ui.finding import plain

    if language == "en":
        return {}
    made = pseudo(texts_of(ROOT / "ui")[0]) if language == "pseudo" else read_ts(FOLDER / "bailee_de.ts", "de")
    words: dict[str, list[str]] = {}
    for entry in made.entries.values():
        words.setdefault(plain(entry.text.source), []).extend(plain(form) for form in entry.forms)
    return words


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
