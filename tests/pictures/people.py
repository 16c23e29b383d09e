"""The made-up firm of the pictures: who works there, for which customers, on which tickets."""

from dataclasses import dataclass
from datetime import timedelta

ME = "marie.ernst"
JONAS, AYLIN, MAREK = "jonas.peters", "aylin.kaya", "marek.nowak"

MUELLER, HAFEN, BRANDT, LINDNER = "C-101", "C-102", "C-103", "C-104"
AURACH, OSTERMANN, HARTUNG, SANDER = "C-105", "C-106", "C-107", "C-108"
CUSTOMERS = {
    MUELLER: ("Müller Maschinenbau GmbH", "Fr. Seidel"),
    HAFEN: ("Hafenlogistik Nord", "Hr. Behrens"),
    BRANDT: ("Kanzlei Brandt & Vogel", "Fr. Vogel"),
    LINDNER: ("Praxis Dr. Lindner", ""),
    AURACH: ("Stadtwerke Aurach", "Hr. Kolb"),
    OSTERMANN: ("Bäckerei Ostermann", ""),
    HARTUNG: ("Spedition Hartung", "Disposition"),
    SANDER: ("Optik Sander", "Hr. Sander"),
}


@dataclass(frozen=True, slots=True)
class Held:
    """A copy that is held: `ago` is when it was taken, `days` how long it may be held."""

    ticket: str
    title: str
    customer: str
    holder: str
    folder: str
    ago: timedelta
    days: int
    megabytes: float = 1.0


OVERDUE, CLOSING, DATABASE = "ERP-4711", "ERP-4698", "KAS-1190"
COPIES = (
    Held(OVERDUE, "Invoice run aborts after VAT change", MUELLER, ME, "erp live", timedelta(days=9.2), 7, 12.4),
    Held("DMS-2093", "Search index returns deleted letters", BRANDT, JONAS, "dms export", timedelta(days=15), 14, 6.1),
    Held("ERP-4730", "Duplicate customer numbers on import", HAFEN, ME, "export", timedelta(days=6.77), 7, 24.0),
    Held("PVS-0388", "Appointment reminder sent twice", LINDNER, AYLIN, "pvs", timedelta(days=2.68), 3, 0.9),
    Held("ERP-4742", "Stock value differs from ledger", AURACH, ME, "stock", timedelta(days=2.1), 7, 3.7),
    Held(DATABASE, "Till closes with rounding difference", OSTERMANN, ME, "till.sqlite", timedelta(days=1.4), 5),
    Held("ERP-4745", "Report designer loses page footers", MUELLER, AYLIN, "reports", timedelta(days=0.9), 7, 0.6),
    Held("DMS-2101", "OCR queue hangs on large TIFF", BRANDT, JONAS, "ocr", timedelta(days=0.4), 7, 5.3),
    Held("LOG-0072", "Route plan ignores low bridges", HARTUNG, MAREK, "dispo", timedelta(days=0.2), 7, 0.8),
    Held(CLOSING, "Currency table import", SANDER, ME, "export_2026-11", timedelta(days=3), 7, 0.2),
)

FREE, WIPED = "ERP-4751", "ERP-4655"
SOURCELESS, GONE = "DMS-2110", "C-103"  # the ticket and its customer, whose folders are not there for a while
WITHOUT_COPY = {
    FREE: ("Delivery notes print twice since update 26.3", HAFEN),
    "ERP-4755": ("Price list shows last year", MUELLER),
    "DMS-2110": ("Letters without a date sort last", BRANDT),
}
WIPED_TICKETS = {
    WIPED: ("Order import skips the last line", MUELLER),
    "LOG-0061": ("Driver app loses photos", HARTUNG),
}
