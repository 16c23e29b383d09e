"""F6: puts the keyboard into the next part of the window, where it was last."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def step_zone(zones: Sequence[QWidget], by: int) -> QWidget | None:
    """Go `by` zones on, round the end; the widget that has the keyboard then."""
    shown = [zone for zone in zones if zone.isVisible() and zone.isEnabled()]
    if not shown:
        return None
    now = QApplication.focusWidget()
    inside = [at for at, zone in enumerate(shown) if now is not None and (zone is now or zone.isAncestorOf(now))]
    at = (inside[-1] + by) % len(shown) if inside else (0 if by > 0 else len(shown) - 1)
    target = _entrance(shown[at])
    target.setFocus(Qt.FocusReason.TabFocusReason)
    return target


def _entrance(zone: QWidget) -> QWidget:
    """The zone itself where it takes the keyboard, else what had it last inside, else the first that takes it."""
    if zone.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return zone
    last = zone.focusWidget()
    if last is not None and last.isVisible() and last.isEnabled():
        return last
    takes = Qt.FocusPolicy.TabFocus
    inside = [each for each in zone.findChildren(QWidget) if each.isVisible() and each.isEnabled()]
    return next((each for each in inside if each.focusPolicy() & takes), zone)
