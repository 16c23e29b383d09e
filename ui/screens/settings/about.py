"""About: what this is, on what it runs, and under which licences the parts come that it is made of."""

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.bootstrap import tool_version
from app.progress import Monitor
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.labels import FactRow, text_label

_PARTS = (
    "PySide6-Essentials",
    "shiboken6",
    "cryptography",
    "SQLAlchemy",
    "alembic",
    "sqlcipher3",
    "apsw",
    "fpdf2",
    "fonttools",
    "Pillow",
    "defusedxml",
    "keyring",
    "platformdirs",
    "cffi",
    "psycopg",
    "PyMySQL",
    "pymssql",
    "firebird-driver",
)
_LONGEST_LICENCE = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A package that Bailee is made of."""

    name: str
    version: str
    licence: str


def parts(_monitor: Monitor) -> list[Part]:
    """The packages that are installed, as they describe themselves. Reads files: run it in the background."""
    found = []
    for name in _PARTS:
        try:
            about = distribution(name).metadata
        except PackageNotFoundError:
            continue
        found.append(Part(name, about["Version"], _licence(about.get_all("Classifier") or [], about)))
    return found


def _licence(classifiers: Sequence[str], about: object) -> str:
    get = about.get  # type: ignore[attr-defined]
    expression = get("License-Expression")
    if expression:
        return str(expression)
    named = [each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License :: ")]
    text = str(get("License") or "").strip().splitlines()
    return ", ".join(named) or (text[0][:_LONGEST_LICENCE] if text else "")


class AboutRows(QWidget):
    """Versions at once; licences when they have been read."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.measures.spacing.xs)
        rows = (
            (self.tr("Bailee"), tool_version()),
            (self.tr("Qt"), qVersion()),
            (self.tr("Python"), platform.python_version()),
            (self.tr("System"), f"{platform.system()} {platform.release()}"),
        )
        for name, value in rows:
            self._column.addWidget(FactRow(theme, name, value))

    def says(self) -> str:
        """What the search looks at."""
        return self.tr("About Bailee version licences licenses")

    def show_parts(self, found: Sequence[Part]) -> None:
        """Show the licences."""
        self._column.addSpacing(self._theme.measures.spacing.s)
        self._column.addWidget(text_label(self._theme, self.tr("Made with"), TextRole.SMALL_STRONG, "secondary"))
        for part in found:
            licence = part.licence or self.tr("see its own files")
            self._column.addWidget(FactRow(self._theme, f"{part.name} {part.version}", licence))
