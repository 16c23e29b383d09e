"""Makes translations that need no person: English plurals, and the pseudo-language that shows what would be cut off."""

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.translations.collecting import Text
from tests.translations.ts_file import Translation, Translations, ts_text

_LRELEASE = "from PySide6.scripts.pyside_tool import lrelease; lrelease()"
_ACCENTS = str.maketrans("aceinosuyzACEINOSUYZ", "áçéîñöšúýžÁÇÉÎÑÖŠÚÝŽ")
_KEPT = re.compile(r"(\{[^}]*\}|%n|%\d|&&|&|<[^>]*>|\b(?:HH|mm|d MMM yyyy)\b)")
_LONGER = 0.4
_COUNTED = re.compile(r"(%n (?:other )?)([a-z]+)\((s|es)\)")


def english_plurals(translations: Translations) -> Translations:
    """With "%n file(s)" as "%n file" and "%n files". What is more than a number of things is left to a person."""
    entries = {}
    for key, entry in translations.entries.items():
        plain = _COUNTED.fullmatch(entry.text.source)
        if plain and not entry.is_finished:
            before, noun, ending = plain.groups()
            many = noun[:-1] + "ies" if re.search(r"[^aeiou]y$", noun) else noun + ending
            entry = Translation(entry.text, (before + noun, before + many))  # noqa: PLW2901
        entries[key] = entry
    return Translations(translations.language, entries)


def pseudo(texts: Iterable[Text]) -> Translations:
    """Every text with accents and two fifths longer, in brackets that show where it is cut."""
    entries = {}
    for text in texts:
        said = _pseudo(text.source)
        entries[text.key] = Translation(text, (said, said) if text.is_plural else (said,))
    return Translations("en", entries)


def _pseudo(source: str) -> str:
    parts = _KEPT.split(source)
    accented = "".join(part if _KEPT.fullmatch(part) else part.translate(_ACCENTS) for part in parts)
    if "MMM" in source:  # the pattern of a date
        return accented
    letters = sum(len(part) for part in parts if not _KEPT.fullmatch(part))
    return f"[{accented}{'·' * max(1, round(letters * _LONGER))}]"


def release(translations: Translations, ts: Path, qm: Path) -> None:
    """Write both the file for people and the one for the program."""
    ts.write_text(ts_text(translations), "utf-8", newline="\n")
    subprocess.run(
        [sys.executable, "-c", _LRELEASE, "-silent", "-nounfinished", str(ts), "-qm", str(qm)],
        check=True,
    )
