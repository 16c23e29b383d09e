"""What is wrong with translations: missing, unfinished, or without what must stand in them."""

import re
import string
from collections import Counter
from collections.abc import Iterable

from tests.translations.collecting import Text
from tests.translations.ts_file import Translation, Translations

_ENDS = (".", "…", ":", "?")


def problems(translations: Translations, texts: Iterable[Text]) -> list[str]:
    """Why a language is not complete, one line each."""
    wanted = {text.key: text for text in texts}
    found = [f"not in the file: {_named(text)}" for key, text in wanted.items() if key not in translations.entries]
    found += [
        f"no longer in the program: {_named(entry.text)}"
        for key, entry in translations.entries.items()
        if key not in wanted
    ]
    for entry in translations.entries.values():
        found += [f"{why}: {_named(entry.text)}" for why in _faults(entry)]
    return found


def _named(text: Text) -> str:
    return f"{text.context}: {text.source!r}" + (f" ({text.comment})" if text.comment else "")


def _faults(entry: Translation) -> list[str]:
    if not entry.is_finished:
        return ["not translated"]
    found: list[str] = []
    source = entry.text.source
    for form in entry.forms:
        # One of a kind may be said without its number.
        is_one = entry.text.is_plural and form == entry.forms[0]
        if _fields(form) != _fields(source):
            found.append("other {names} than in the text")
        if "%n" in source and "%n" not in form and not is_one:
            found.append("without %n")
        if source.endswith(_ENDS) and source[-1] != form[-1]:
            found.append("another sign at the end")
        if form != form.strip() and source == source.strip():
            found.append("space around it")
        if _has_mnemonic(source) != _has_mnemonic(form):
            found.append("mnemonic added or lost")
    return found


def _fields(text: str) -> Counter[str]:
    return Counter(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def _has_mnemonic(text: str) -> bool:
    return re.search(r"&[^&\s]", text.replace("&&", "")) is not None
