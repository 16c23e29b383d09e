"""Files of translations as Qt Linguist keeps them (.ts), without line numbers, so that a change shows as what it is."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from tests.translations.collecting import Text

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Translation:
    """What stands for a text: one form, or for a plural one and many. Empty while nobody has translated it."""

    text: Text
    forms: tuple[str, ...] = ()

    @property
    def is_finished(self) -> bool:
        """Whether there is something in every form."""
        return len(self.forms) == (2 if self.text.is_plural else 1) and all(self.forms)


@dataclass(frozen=True, slots=True)
class Translations:
    """Everything in one language."""

    language: str
    entries: dict[Key, Translation] = field(default_factory=dict)

    def merged(self, texts: Iterable[Text]) -> "Translations":
        """For exactly these texts, with the translations there were."""
        known = {key: entry.forms for key, entry in self.entries.items()}
        return Translations(self.language, {text.key: Translation(text, known.get(text.key, ())) for text in texts})


def read_ts(path: Path, language: str) -> Translations:
    """What a file holds; nothing if it is not there."""
    entries: dict[Key, Translation] = {}
    if not path.exists():
        return Translations(language)
    for context in ET.fromstring(path.read_text("utf-8")).iter("context"):
        for message in context.iter("message"):
            is_plural = message.get("numerus") == "yes"
            text = Text(_said(context, "name"), _said(message, "source"), _said(message, "comment"), is_plural)
            entries[text.key] = Translation(text, _forms(message))
    return Translations(language, entries)


def _said(element: ET.Element, name: str) -> str:
    return element.findtext(name) or ""


def _forms(message: ET.Element) -> tuple[str, ...]:
    found = message.find("translation")
    if found is None or found.get("type") == "unfinished":
        return ()
    if message.get("numerus") == "yes":
        return tuple(form.text or "" for form in found.iter("numerusform"))
    return (found.text or "",)


def ts_text(translations: Translations) -> str:
    """The content of a file."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines.append(f'<TS version="2.1" language="{translations.language}" sourcelanguage="en">')
    at = None
    for entry in translations.entries.values():
        if entry.text.context != at:
            lines += ["</context>"] if at is not None else []
            at = entry.text.context
            lines += ["<context>", f"    <name>{escape(at)}</name>"]
        lines += _message(entry)
    lines += ["</context>"] if at is not None else []
    return "\n".join([*lines, "</TS>", ""])


def _message(entry: Translation) -> list[str]:
    lines = ['    <message numerus="yes">' if entry.text.is_plural else "    <message>"]
    lines.append(f"        <source>{escape(entry.text.source)}</source>")
    if entry.text.comment:
        lines.append(f"        <comment>{escape(entry.text.comment)}</comment>")
    state = "" if entry.is_finished else ' type="unfinished"'
    if entry.text.is_plural:
        forms = entry.forms if entry.is_finished else ("", "")
        lines.append(f"        <translation{state}>")
        lines += [f"            <numerusform>{escape(form)}</numerusform>" for form in forms]
        lines.append("        </translation>")
    else:
        said = escape(entry.forms[0]) if entry.is_finished else ""
        lines.append(f"        <translation{state}>{said}</translation>")
    return [*lines, "    </message>"]
