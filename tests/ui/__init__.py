"""Tests of the window: without a screen unless one is asked for, and only where the desktop extra is installed."""

import os

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the desktop extra is not installed", exc_type=ImportError)
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
