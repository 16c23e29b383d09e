"""A certificate as its pages: the same marks that the PDF has, drawn on white paper in any size."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.custody.rendering.fonts import Style
from app.custody.rendering.sheet import HEIGHT, PAPER, WIDTH, Box, LaidOut, Line
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme

_MILLIMETRES_PER_POINT = 25.4 / 72
_DRAWN_AT = 100  # pixels: letters are drawn this large and scaled, so that they fit wherever they were measured for
_ROLES = {Style.PLAIN: TextRole.BASE, Style.STRONG: TextRole.STRONG, Style.CODE: TextRole.CODE}
_GAP = 12


def draw_page(painter: QPainter, theme: Theme, marks: tuple[Line | Box, ...], scale: float) -> None:
    """One page from the painter's origin on; `scale` is how many of its units a millimetre has."""
    painter.fillRect(QRectF(0, 0, WIDTH * scale, HEIGHT * scale), QColor(*PAPER))
    painter.setPen(Qt.PenStyle.NoPen)
    for mark in marks:
        if isinstance(mark, Box):
            painter.setBrush(QColor(*mark.colour))
            box = QRectF(mark.x * scale, mark.y * scale, mark.width * scale, mark.height * scale)
            painter.drawRoundedRect(box, mark.radius * scale, mark.radius * scale)
        else:
            _draw_line(painter, theme, mark, scale)


def _draw_line(painter: QPainter, theme: Theme, line: Line, scale: float) -> None:
    """A line exactly as wide as it was laid out, in the fonts of the window."""
    words = line.words
    font = _font(theme, words.setting.style)
    width = QFontMetricsF(font).horizontalAdvance(words.text)
    if not width:
        return
    height = words.setting.points * _MILLIMETRES_PER_POINT / _DRAWN_AT * scale
    painter.save()
    painter.translate(words.x * scale, words.y * scale)
    painter.scale(line.width * scale / width, height)
    painter.setFont(font)
    painter.setPen(QColor(*words.setting.colour))
    painter.drawText(0, 0, words.text)
    painter.restore()


def _font(theme: Theme, style: Style) -> QFont:
    font = theme.font(_ROLES[style])
    font.setPixelSize(_DRAWN_AT)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


class CertificatePages(QWidget):
    """The pages below each other, as wide as there is room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._laid_out: LaidOut | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(theme.measures.scaled(240))
        theme.changed.connect(self.update)

    def show_pages(self, laid_out: LaidOut | None, name: str = "") -> None:
        """Show these pages, or nothing. What stands on them can be read out."""
        self._laid_out = laid_out
        self.setAccessibleName(name)
        self.setAccessibleDescription("" if laid_out is None else spoken(laid_out))
        self.updateGeometry()
        self.update()

    @property
    def laid_out(self) -> LaidOut | None:
        """What is shown."""
        return self._laid_out

    def hasHeightForWidth(self) -> bool:  # noqa: D102, N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: D102, N802
        pages = len(self._laid_out.pages) if self._laid_out else 0
        return round(pages * (width * HEIGHT / WIDTH + _GAP))

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        width = self._theme.measures.scaled(480)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        if self._laid_out is None:
            return
        scale = self.width() / WIDTH
        height = HEIGHT * scale + _GAP
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for number, marks in enumerate(self._laid_out.pages):
                top = number * height
                if event.rect().intersects(QRectF(0, top, self.width(), height).toAlignedRect()):
                    painter.save()
                    painter.translate(0, top)
                    draw_page(painter, self._theme, marks, scale)
                    painter.restore()


def spoken(laid_out: LaidOut) -> str:
    """What stands on the pages, line by line."""
    return "\n".join(mark.words.text for marks in laid_out.pages for mark in marks if isinstance(mark, Line))
