"""The line above the audit: up to where the chain was verified, or where it breaks."""

from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import LedgerDamaged
from app.progress import Progress
from app.unlocked.chain_notes import ChainState
from ui import formats, words
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.surroundings import NoticeAct
from ui.theme.painting import Tone
from ui.theme.theme import Theme
from ui.widgets.buttons import link
from ui.widgets.inline_bar import InlineBar
from ui.widgets.labels import IconLabel


class ChainLine(QWidget):
    """Says it in one line; a break is a red bar that stays until the chain was verified again.

    Signals:
        verify_asked: the whole chain is to be verified now.
        cancel_asked: not any more.
        entry_asked: the number of the entry at which it breaks is to be shown.
    """

    verify_asked = Signal()
    cancel_asked = Signal()
    entry_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._state = ChainState()
        self._line = IconLabel(theme, Icon.CHAIN, IconRole.QUIET, kind="secondary")
        self._act = link(theme, self.tr("Verify now"))
        self._act.clicked.connect(self._on_act)
        self._is_verifying = False
        self._bar = InlineBar(theme, Tone.DANGER)
        plain = QWidget()
        row = QHBoxLayout(plain)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.measures.spacing.s)
        row.addWidget(self._line, 1)
        row.addWidget(self._act)
        self._plain = plain
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(plain)
        self._stack.addWidget(self._bar)
        self._bar.hide()

    def text(self) -> str:
        """What it says."""
        return self._line.text() if self._bar.isHidden() else self._bar.text()

    def show_state(self, state: ChainState, now: datetime) -> None:
        """Show what the last verification gave."""
        broken = state.broken
        if broken is not None and broken == self._state.broken and not self._is_verifying:
            return  # it stands there already, perhaps with the keyboard on one of its buttons
        self._state = state
        self._is_verifying = False
        self._act.setText(self.tr("Verify now"))
        self._bar.setVisible(broken is not None)
        self._plain.setVisible(broken is None)
        if broken is not None:
            failure = words.failure(LedgerDamaged(entry=broken.entry, reason=broken.reason))
            acts = [NoticeAct(self.tr("Verify again"), self.verify_asked.emit)]
            if broken.entry:
                show = self.tr("Show entry {number}").format(number=formats.count(broken.entry))
                acts.insert(0, NoticeAct(show, lambda: self.entry_asked.emit(broken.entry)))
            self._bar.show_text(self._breaks(broken.entry, failure), *acts)
        elif state.verified is None:
            self._say(Icon.CHAIN, IconRole.QUIET, self.tr("The chain of entries was not verified yet."))
        else:
            self._say(Icon.SHIELD_CHECK, IconRole.OK, self._verified_text(state.verified.entry, state.verified.at, now))

    def show_progress(self, progress: Progress | None) -> None:
        """Show that it is being verified."""
        self._is_verifying = True
        self._bar.hide()
        self._plain.show()
        self._act.setText(self.tr("Cancel"))
        share = progress.done / progress.total if progress is not None and progress.total else 0.0
        text = self.tr("Verifying the chain, {share}").format(share=formats.percent(share))
        self._say(Icon.RUNNING, IconRole.INFO, text)

    def show_before(self, now: datetime) -> None:
        """Show what was known before, for a verification that did not end."""
        self.show_state(self._state, now)

    def _say(self, icon: Icon, role: IconRole, text: str) -> None:
        self._line.set_icon(icon, role)
        self._line.set_text(text)

    def _verified_text(self, entry: int, at: datetime, now: datetime) -> str:
        if at.astimezone().date() == now.astimezone().date():
            text = self.tr("Chain verified up to entry {number}, today {time}")
        else:
            text = self.tr("Chain verified up to entry {number}, {time}")
        return text.format(number=formats.count(entry), time=formats.moment(at, now))

    def _breaks(self, entry: int, failure: words.Failure) -> str:
        if not entry:
            return f"{failure.happened} {failure.next_step}"
        text = self.tr("The chain breaks at entry {number}. {means} {next_step}", "the ledger was changed")
        return text.format(number=formats.count(entry), means=failure.means, next_step=failure.next_step)

    @Slot()
    def _on_act(self) -> None:
        (self.cancel_asked if self._is_verifying else self.verify_asked).emit()
