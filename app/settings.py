"""What a technician can set, and where things lie in the home folder."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import platformdirs

from app.crypto.canonical import Json, parse_object, to_canonical
from app.crypto.fields import Fields
from app.disk.durable import read_whole, replace_file
from app.errors import FileMissing, SettingsDamaged, SettingUnknown

HOME_VARIABLE = "BAILEE_HOME"
_LIMIT_BYTES = 100_000
_MOST_DIGITS = 10
_MOST_ACTS, _MOST_KEYS, _LONGEST_KEY = 500, 4, 50
DUE_DAYS = (1, 365)
"""The least and the most that `due_days` can be."""
BOUNDS = {
    "undo_seconds": (0, 86_400),
    "due_days": DUE_DAYS,
    "lock_minutes": (1, 240),
    "clipboard_seconds": (5, 600),
    "text_percent": (75, 300),
}
"""The least and the most of every setting that is a number."""
CHOICES = {
    "appearance": ("automatic", "light", "dark"),
    "density": ("comfortable", "compact"),
    "motion": ("system", "full", "reduced"),
    "language": ("system", "en", "de"),
    "screen_share": ("off", "on"),
}
"""What can be chosen for every setting that is a word; the first is the default."""

OwnKeys = tuple[tuple[str, tuple[str, ...]], ...]
"""Acts of the window by their ids, and the keys that a person gave each, none or several."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folder that holds everything Bailee keeps, and the names in it."""

    path: Path

    @classmethod
    def default(cls) -> Self:
        """BAILEE_HOME where it is set, else the place this system keeps data of programs."""
        named = os.environ.get(HOME_VARIABLE)
        return cls(Path(named).absolute() if named else Path(platformdirs.user_data_dir("bailee", appauthor=False)))

    @property
    def registry(self) -> Path:
        """The register."""
        return self.path / "registry.db"

    @property
    def ledger(self) -> Path:
        """The ledger."""
        return self.path / "ledger.jsonl"

    @property
    def copies(self) -> Path:
        """The folder of the sealed copies."""
        return self.path / "copies"

    @property
    def public_key(self) -> Path:
        """The public key that certificates are signed with, in base64."""
        return self.path / "public-key.txt"

    @property
    def settings(self) -> Path:
        """The settings."""
        return self.path / "settings.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """`undo_seconds` is the undo window before a wipe; `due_days` how long a copy is held unless said otherwise.

    The window locks the vault after `lock_minutes` without a key or a click, and clears the clipboard of what it put
    there after `clipboard_seconds`. `screen_share` covers what names customers; it is kept over a restart, so that a
    crash in the middle of a call shows nobody. The rest is about its looks, and `keys` about its keyboard.
    """

    undo_seconds: int = 30
    due_days: int = 7
    lock_minutes: int = 15
    clipboard_seconds: int = 60
    text_percent: int = 100
    appearance: str = "automatic"
    density: str = "comfortable"
    motion: str = "system"
    language: str = "system"
    screen_share: str = "off"
    keys: OwnKeys = ()

    @classmethod
    def load(cls, home: Home) -> Self:
        """Read the settings; the defaults where there are none. Raises SettingsDamaged."""
        try:
            values = Fields(parse_object(read_whole(home.settings, _LIMIT_BYTES)))
            names = set(values.names())
            taken: dict[str, Any] = {
                name: values.whole(name, least=least, most=most)
                for name, (least, most) in BOUNDS.items()
                if name in names
            }
            taken |= {name: _chosen(values.text(name), choices) for name, choices in CHOICES.items() if name in names}
            if "keys" in names:
                taken["keys"] = _own_keys(values.object("keys").values())
            values.finish()
        except FileMissing:
            return cls()
        except ValueError as error:
            raise SettingsDamaged(reason=str(error)) from error
        return cls(**taken)

    def changed(self, name: str, text: str) -> Self:
        """The same settings, one of them as typed. Raises SettingUnknown."""
        if name in CHOICES:
            if text not in CHOICES[name]:
                raise SettingUnknown(name=name, reason=f"one of {', '.join(CHOICES[name])} is needed")
            return replace(self, **{name: text})  # type: ignore[arg-type]
        if name not in BOUNDS:
            raise SettingUnknown(name=name, reason=f"known are {', '.join(sorted(BOUNDS | CHOICES))}")
        least, most = BOUNDS[name]
        if not text.isdecimal() or len(text) > _MOST_DIGITS or not least <= int(text) <= most:
            raise SettingUnknown(name=name, reason=f"a whole number from {least} to {most} is needed")
        return replace(self, **{name: int(text)})  # type: ignore[arg-type]

    def with_keys(self, act_id: str, keys: tuple[str, ...] | None) -> Self:
        """The same settings with other keys for an act of the window; None gives it back its own."""
        others = {act: own for act, own in self.keys if act != act_id}
        return replace(self, keys=tuple(sorted((others | ({} if keys is None else {act_id: keys})).items())))

    def plain(self) -> dict[str, int | str]:
        """Every setting that is a number or a word."""
        return {name: getattr(self, name) for name in (*BOUNDS, *CHOICES)}

    def save(self, home: Home) -> None:
        """Write the settings."""
        values: dict[str, Json] = {**self.plain(), "keys": {act: list(own) for act, own in self.keys}}
        replace_file(home.settings, to_canonical(values) + b"\n")


def _chosen(word: str, choices: tuple[str, ...]) -> str:
    if word not in choices:
        raise ValueError(word)
    return word


def _own_keys(values: Mapping[str, Json]) -> OwnKeys:
    if len(values) > _MOST_ACTS:
        message = "keys"
        raise ValueError(message)
    return tuple((act, _keys(act, keys)) for act, keys in sorted(values.items()))


def _keys(act: str, keys: Json) -> tuple[str, ...]:
    if not isinstance(keys, Sequence) or isinstance(keys, str) or len(keys) > _MOST_KEYS:
        raise ValueError(act)
    texts = tuple(each for each in keys if isinstance(each, str) and 0 < len(each) <= _LONGEST_KEY)
    if len(texts) != len(keys):
        raise ValueError(act)
    return texts
