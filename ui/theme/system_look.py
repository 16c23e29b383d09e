"""What the system says about looks: light or dark, more contrast, less motion; and when it says something new."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QStyle


class SystemLook(QObject):
    """The system's wishes as Qt knows them. What Qt does not know on a platform counts as light and as moving.

    Signals:
        changed: one of them is another now.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._hints = application.styleHints()
        self._hints.colorSchemeChanged.connect(self._on_changed)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._on_changed)

    @property
    def is_dark(self) -> bool:
        """Whether programs should be dark."""
        return self._hints.colorScheme() == Qt.ColorScheme.Dark

    @property
    def wants_contrast(self) -> bool:
        """Whether the person needs more contrast."""
        return self._hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast

    @property
    def wants_less_motion(self) -> bool:
        """Whether what only moves should not."""
        return self._application.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0

    def palette(self) -> QPalette:
        """The system's own colours. To read them takes ours off the application."""
        self._application.setPalette(QPalette())
        return QPalette(self._application.palette())

    def override(self, scheme: Qt.ColorScheme | None) -> None:
        """Have the system draw what it draws around our windows light or dark; None leaves it to the system."""
        if scheme is None:
            self._hints.unsetColorScheme()
        else:
            self._hints.setColorScheme(scheme)

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit()
