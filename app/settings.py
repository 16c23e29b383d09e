"""What a technician can set, and where things lie in the home folder."""

import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Self

import platformdirs

from app.crypto.canonical import Json, parse_object, to_canonical
from app.crypto.fields import Fields
from app.disk.durable import read_whole, replace_file
from app.errors import FileMissing, SettingsDamaged, SettingUnknown

HOME_VARIABLE = "BAILEE_HOME"
_LIMIT_BYTES = 100_000
_MOST_DIGITS = 10
DUE_DAYS = (1, 365)
"""The least and the most that `due_days` can be."""
_BOUNDS = {"undo_seconds": (0, 86_400), "due_days": DUE_DAYS}


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
    """`undo_seconds` is the undo window before a wipe; `due_days` how long a copy is held unless said otherwise."""

    undo_seconds: int = 30
    due_days: int = 7

    @classmethod
    def load(cls, home: Home) -> Self:
        """Read the settings; the defaults where there are none. Raises SettingsDamaged."""
        try:
            values = Fields(parse_object(read_whole(home.settings, _LIMIT_BYTES)))
            taken = {
                name: values.whole(name, least=_BOUNDS[name][0], most=_BOUNDS[name][1])
                for name in values.names()
                if name in _BOUNDS
            }
            values.finish()
        except FileMissing:
            return cls()
        except ValueError as error:
            raise SettingsDamaged(reason=str(error)) from error
        return cls(**taken)

    def changed(self, name: str, text: str) -> Self:
        """The same settings, one of them as typed. Raises SettingUnknown."""
        if name not in {field.name for field in fields(self)}:
            raise SettingUnknown(name=name, reason=f"known are {', '.join(sorted(_BOUNDS))}")
        least, most = _BOUNDS[name]
        if not text.isdecimal() or len(text) > _MOST_DIGITS or not least <= int(text) <= most:
            raise SettingUnknown(name=name, reason=f"a whole number from {least} to {most} is needed")
        return replace(self, **{name: int(text)})

    def save(self, home: Home) -> None:
        """Write the settings."""
        values: dict[str, Json] = asdict(self)
        replace_file(home.settings, to_canonical(values) + b"\n")
