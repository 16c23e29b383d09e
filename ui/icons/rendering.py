"""Renders the icon files into pixmaps of one colour, sharp at small sizes, and keeps a bounded number of them.

The files are drawn on a grid of 24 with a stroke of 1.75 and frames from 3.75 to 20.25. Scaled plainly, such a
frame falls between two pixels at most sizes and blurs. So the drawing is scaled a little more or less, around its
middle, until the frame's stroke covers whole pixels; and where half a pixel to the left or up makes more of the
drawing cover whole pixels, as with a plus at an even size, it is moved.
"""

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.icons.names import Icon

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"
GRID = 24.0
STROKE = 1.75
HALF_FRAME = 8.25
LARGER_RATHER = 0.1  # pixels of margin: of two scales about as near, the larger one, so that 13 stays legible
HALF_EXTENT = 10.625  # the outermost stroke, drawn at 2.25 and 21.75, with half its width
MOST_HINTED_PIXELS = 24  # above it, strokes are two pixels wide or more and half of one does not show
WORTH_MOVING = 1.04
MOST_CACHED_BYTES = 4 * 1024 * 1024
BYTES_PER_PIXEL = 4


class IconRenderer:
    """Pixmaps of icons by name, colour, size and scale. Use it on the interface thread only."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._drawings: dict[Icon, QSvgRenderer] = {}
        self._boxes: dict[tuple[Icon, int], QRectF] = {}
        self._pixmaps: OrderedDict[tuple[Icon, int, int, float], QPixmap] = OrderedDict()
        self._cached_bytes = 0

    @property
    def cached_bytes(self) -> int:
        """Bytes of pixels now kept; never more than MOST_CACHED_BYTES."""
        return self._cached_bytes

    def pixmap(self, icon: Icon, colour: QColor, size: int, scale: float = 1.0) -> QPixmap:
        """The icon in one colour, `size` logical pixels square on a screen of `scale` device pixels each."""
        key = (icon, colour.rgba(), size, scale)
        known = self._pixmaps.get(key)
        if known is not None:
            self._pixmaps.move_to_end(key)
            return known
        fresh = self._rendered(icon, colour, size, scale)
        self._keep(key, fresh)
        return fresh

    def paint(self, painter: QPainter, icon: Icon, colour: QColor, box: QRectF) -> None:
        """Paint the icon into the middle of `box`, in the scale of what the painter paints on."""
        size = int(min(box.width(), box.height()))
        if size <= 0:
            return
        pixmap = self.pixmap(icon, colour, size, painter.device().devicePixelRatio())
        left = box.x() + (box.width() - size) / 2
        top = box.y() + (box.height() - size) / 2
        painter.drawPixmap(QRectF(left, top, size, size), pixmap, QRectF(pixmap.rect()))

    def _rendered(self, icon: Icon, colour: QColor, size: int, scale: float) -> QPixmap:
        pixels = max(1, round(size * scale))
        pixmap = QPixmap(pixels, pixels)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._drawing(icon).render(painter, self._box(icon, pixels))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
            painter.fillRect(pixmap.rect(), colour)
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def _box(self, icon: Icon, pixels: int) -> QRectF:
        """Where the grid lies on the pixels; for small sizes worked out once, as it is the same in every colour."""
        side = GRID * sharp_scale(pixels)
        middle = QRectF((pixels - side) / 2, (pixels - side) / 2, side, side)
        if pixels > MOST_HINTED_PIXELS:
            return middle
        key = (icon, pixels)
        if key not in self._boxes:
            self._boxes[key] = _sharpest(self._drawing(icon), middle, pixels)
        return self._boxes[key]

    def _drawing(self, icon: Icon) -> QSvgRenderer:
        drawing = self._drawings.get(icon)
        if drawing is None:
            drawing = QSvgRenderer(str(self._folder / f"{icon.value}.svg"))
            self._drawings[icon] = drawing
        return drawing

    def _keep(self, key: tuple[Icon, int, int, float], pixmap: QPixmap) -> None:
        self._pixmaps[key] = pixmap
        self._cached_bytes += _bytes_of(pixmap.size())
        while self._cached_bytes > MOST_CACHED_BYTES and self._pixmaps:
            _, dropped = self._pixmaps.popitem(last=False)
            self._cached_bytes -= _bytes_of(dropped.size())


def sharp_scale(pixels: int) -> float:
    """Device pixels per unit of the grid, near `pixels` / 24, at which a frame's stroke covers whole pixels."""
    plain = pixels / GRID
    is_odd_stroke = round(STROKE * plain) % 2 == 1 or STROKE * plain < 1
    offset = 0.5 if is_odd_stroke else 0.0  # an odd stroke has its middle inside a pixel, an even one between two
    margin = pixels / 2 - offset - HALF_FRAME * plain
    nearest = pixels / 2 - offset - round(margin - LARGER_RATHER)
    largest = pixels / 2 / HALF_EXTENT
    while nearest / HALF_FRAME > largest:
        nearest -= 1
    return nearest / HALF_FRAME if nearest > 0 else plain


def _sharpest(drawing: QSvgRenderer, middle: QRectF, pixels: int) -> QRectF:
    boxes = [middle, middle.translated(-0.5, 0), middle.translated(0, -0.5), middle.translated(-0.5, -0.5)]
    sharpness = [_sharpness(drawing, box, pixels) for box in boxes]
    best = max(range(len(boxes)), key=sharpness.__getitem__)
    return boxes[best] if sharpness[best] > sharpness[0] * WORTH_MOVING else middle


def _sharpness(drawing: QSvgRenderer, box: QRectF, pixels: int) -> int:
    """The squares of the coverage added up: the same ink scores more on whole pixels than spread over halves."""
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing.render(painter, box)
    return sum(alpha * alpha for alpha in bytes(image.constBits())[3::4])


def _bytes_of(size: QSize) -> int:
    return size.width() * size.height() * BYTES_PER_PIXEL
