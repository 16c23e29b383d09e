"""The log: the audit and the certificates, each in a tab."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui.gathering import Gathering
from ui.places import Place, Where
from ui.screens.log.audit import AuditTab
from ui.screens.log.certificates import CertificatesTab
from ui.screens.screen import Screen
from ui.surroundings import Surroundings
from ui.theme.fonts import TextRole
from ui.widgets.labels import text_label

CERTIFICATES = "certificates"
_AUDIT, _CERTIFICATES = range(2)
_TABS_MARGIN = 10


class LogScreen(Screen):
    """What happened to copies and keys, and the proof of what was wiped."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        theme = around.theme
        self.audit = AuditTab(around)
        self.certificates = CertificatesTab(around)
        self._tabs = QTabBar()
        self._tabs.setAccessibleName(self.tr("Log"))
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.addTab(self.tr("Audit"))
        self._tabs.addTab(self.tr("Certificates"))
        theme.dress(self._tabs, TextRole.BASE)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.audit)
        self._pages.addWidget(self.certificates)
        title = text_label(theme, self.tr("Log"), TextRole.PAGE)
        title.setContentsMargins(22, 14, 20, 4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(title)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(_TABS_MARGIN, 0, 0, 0)
        tabs.addWidget(self._tabs)
        whole.addLayout(tabs)
        whole.addWidget(self._pages, 1)
        self._tabs.currentChanged.connect(self._on_tab)
        self._news = Gathering(self, self.isVisible)
        self._news.due.connect(self._on_changed)
        around.session.changed.connect(self._news.ask)

    def arrive(self, place: Place) -> None:  # noqa: D102
        wanted = _CERTIFICATES if place.part == CERTIFICATES else _AUDIT
        self._tabs.blockSignals(True)  # noqa: FBT003 - Qt's
        self._tabs.setCurrentIndex(wanted)
        self._tabs.blockSignals(False)  # noqa: FBT003 - Qt's
        self._pages.setCurrentIndex(wanted)
        if wanted == _CERTIFICATES:
            self.certificates.arrive(place.subject)
            self.caption_changed.emit(self.tr("Certificates"))
        else:
            self.audit.arrive(place.subject)
            self.caption_changed.emit(self.tr("Log"))

    def refresh(self) -> None:  # noqa: D102
        self._shown().refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102, N802
        super().showEvent(event)
        self._news.catch_up()

    def forget(self) -> None:  # noqa: D102
        self._news.forget()
        self.audit.forget()
        self.certificates.forget()

    def focus_search(self) -> None:  # noqa: D102
        search = self.certificates.search if self._shown() is self.certificates else self.audit.head.search
        search.setFocus()
        search.selectAll()

    def zones(self) -> list[QWidget]:  # noqa: D102
        shown = self._shown()
        return [self._tabs, shown.table]

    def _shown(self) -> AuditTab | CertificatesTab:
        return self.certificates if self._tabs.currentIndex() == _CERTIFICATES else self.audit

    @Slot(int)
    def _on_tab(self, index: int) -> None:
        """A tab is a place one can go back from."""
        part = CERTIFICATES if index == _CERTIFICATES else ""
        self.around.navigator.go(Place(Where.LOG, "", part))

    @Slot()
    def _on_changed(self) -> None:
        self._shown().refresh_soon()  # the other one is read anew when it is gone to
