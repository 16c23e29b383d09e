"""Collects the texts of the window into resources/translations and makes the files that the program reads.

Run after texts were changed, translate what is new in bailee_de.ts (Qt Linguist, or any editor), and run it again.
With --check nothing is written; anything missing, unfinished or stale fails. With --pseudo FILE.qm it makes the
pseudo-language for pictures.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QTranslator

from tests.translations.collecting import Text, texts_of
from tests.translations.judging import problems
from tests.translations.making import english_plurals, pseudo, release
from tests.translations.ts_file import Translations, read_ts

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("de", "en")


def wanted_in(language: str, texts: list[Text]) -> list[Text]:
    """English needs its plurals only: the rest is shown as it is written."""
    return texts if language != "en" else [text for text in texts if text.is_plural]


def stale(translations: Translations, qm: Path) -> list[str]:
    """What the file of the program says otherwise than the file for people."""
    translator = QTranslator()
    if not translator.load(str(qm)):
        return [f"{qm.name} is missing or cannot be read"]
    found = []
    for entry in translations.entries.values():
        numbers = (1, 2) if entry.text.is_plural else (-1,)
        for number, form in zip(numbers, entry.forms, strict=False):
            said = translator.translate(entry.text.context, entry.text.source, entry.text.comment or None, number)
            if said != form:
                found.append(f"{qm.name} is older than {qm.stem}.ts: {entry.text.context}: {entry.text.source!r}")
    return found


def check(texts: list[Text]) -> list[str]:
    """Everything that is wrong, one line each."""
    found: list[str] = []
    for language in LANGUAGES:
        translations = read_ts(FOLDER / f"bailee_{language}.ts", language)
        wrong = problems(translations, wanted_in(language, texts))
        wrong += stale(translations, FOLDER / f"bailee_{language}.qm")
        found += [f"{language}: {each}" for each in wrong]
    return found


def update(texts: list[Text]) -> None:
    """Bring the files up to the texts."""
    for language in LANGUAGES:
        ts = FOLDER / f"bailee_{language}.ts"
        translations = read_ts(ts, language).merged(wanted_in(language, texts))
        if language == "en":
            translations = english_plurals(translations)
        release(translations, ts, ts.with_suffix(".qm"))
        left = sum(not entry.is_finished for entry in translations.entries.values())
        _say(f"{ts.name}: {len(translations.entries)} texts, {left} to translate")


def make_pseudo(texts: list[Text], qm: Path) -> None:
    """Write the pseudo-language."""
    with tempfile.TemporaryDirectory() as folder:
        release(pseudo(texts), Path(folder, "pseudo.ts"), qm)


def main() -> int:
    parser = argparse.ArgumentParser(prog="dev.py translations", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if anything is not as it must be")
    parser.add_argument("--pseudo", type=Path, metavar="FILE.qm", help="make the pseudo-language")
    options = parser.parse_args()
    texts, unusable = texts_of(ROOT / "ui")
    wrong = [f"{each.place}: {each.why}" for each in unusable]
    if options.pseudo:
        make_pseudo(texts, options.pseudo)
        return 0
    if options.check:
        wrong += check(texts)
    else:
        update(texts)
    for each in wrong:
        _say(each)
    return bool(wrong)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
