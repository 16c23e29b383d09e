"""Why a wipe has not ended, at the ticket it is about, with the way on."""

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import formats, words
from ui.surroundings import NoticeAct, Surroundings
from ui.theme.painting import Tone
from ui.widgets.failure_bar import FailureBar
from ui.widgets.inline_bar import InlineBar
from ui.wipe_states import WipeTrouble


class WipeTroubleBar(QWidget):
    """Hidden while nothing stands in the way. What is tried again by itself can be tried at once, too."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._shown: WipeTrouble | None = None
        self.bar = InlineBar(around.theme, Tone.WARN)
        self.failure = FailureBar(around.theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.failure)
        self.hide()

    def show_trouble(self, trouble: WipeTrouble | None) -> None:
        """Show this, or nothing."""
        if trouble == self._shown:
            return
        self._shown = trouble
        self.setVisible(trouble is not None)
        if trouble is None:
            self.failure.clear()
            return
        again = NoticeAct(self.tr("Try again"), self._try)
        self.bar.setVisible(trouble.error is None)
        if trouble.error is None:
            self.failure.clear()
            self.bar.show_text(trouble_sentence(trouble), again)
        else:
            self.failure.show_failure(words.failure(trouble.error), again)

    @Slot()
    def _try(self) -> None:
        self._around.wipes.try_asked.emit()


def trouble_sentence(trouble: WipeTrouble) -> str:
    """What keeps a wipe from its end, in a sentence or two."""
    if trouble.key_destroyed_at is None:
        return QCoreApplication.translate("TicketPane", "The copy is in use. It is wiped as soon as it is free.")
    at = formats.time_to_the_second(trouble.key_destroyed_at)
    if not trouble.remaining:
        text = QCoreApplication.translate("TicketPane", "Key destroyed {time}. Files are still to be removed.")
        return text.format(time=at)
    number = trouble.remaining
    text = QCoreApplication.translate(
        "TicketPane", "Key destroyed {time}. %n file(s) still to be removed.", "", formats.plural(number)
    )
    return formats.counted(text, number).format(time=at)
