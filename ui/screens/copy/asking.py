"""Asks for files and folders of this machine. Behind names of its own, so that a test can answer."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """The folder that was chosen; None if none was."""
    found = QFileDialog.getExistingDirectory(parent, title)
    return Path(found) if found else None


def ask_files(parent: QWidget, title: str) -> list[Path]:
    """The files that were chosen."""
    found, _ = QFileDialog.getOpenFileNames(parent, title)
    return [Path(name) for name in found]


@dataclass(slots=True)
class Asking:
    """How the tabs ask."""

    folder: Callable[[QWidget, str], Path | None] = ask_folder
    files: Callable[[QWidget, str], list[Path]] = ask_files
