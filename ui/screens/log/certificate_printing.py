"""Prints a certificate: the pages that are shown, on A4."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QApplication

from app.custody.rendering.sheet import LaidOut
from ui.screens.log.certificate_page import draw_page
from ui.theme.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

AskPrinter = Callable[["QPrinter"], bool]
_MILLIMETRES_PER_INCH = 25.4


def ask_printer(printer: "QPrinter") -> bool:
    """Ask with the system's own dialog for a printer; whether one was chosen."""
    from PySide6.QtPrintSupport import QPrintDialog  # noqa: PLC0415 - a tenth of a second that few need

    return QPrintDialog(printer, QApplication.activeWindow()).exec() == QPrintDialog.DialogCode.Accepted


def print_certificate(theme: Theme, laid_out: LaidOut, name: str, ask: AskPrinter = ask_printer) -> bool:
    """Print all pages on the printer that `ask` sets up; whether they were given to it."""
    from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setFullPage(True)
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    printer.setPageLayout(QPageLayout(a4, QPageLayout.Orientation.Portrait, QMarginsF()))
    if not ask(printer):
        return False
    painter = QPainter()
    if not painter.begin(printer):
        return False
    try:
        scale = printer.resolution() / _MILLIMETRES_PER_INCH
        for number, marks in enumerate(laid_out.pages):
            if number:
                printer.newPage()
            draw_page(painter, theme, marks, scale)
    finally:
        painter.end()
    return True
