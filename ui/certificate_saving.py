"""Saving a certificate of destruction as a file, from wherever it is offered."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from app.operations.certify import export_certificate
from ui import words
from ui.jobs import Job
from ui.surroundings import Surroundings

AskWhere = Callable[[str], Path | None]
"""Asks the person for the name of a new file; the argument is the name proposed. None where they went back."""


def ask_where(proposed: str) -> Path | None:
    """Ask with the system's own dialog."""
    title = QCoreApplication.translate("CertificateSaving", "Save certificate")
    kinds = QCoreApplication.translate("CertificateSaving", "PDF document (*.pdf);;JSON (*.json)")
    no_question = QFileDialog.Option.DontConfirmOverwrite  # a certificate never replaces a file, see export_certificate
    window = QApplication.activeWindow()
    chosen, kind = QFileDialog.getSaveFileName(window, title, proposed, kinds, options=no_question)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() in {".pdf", ".json"} else path.with_name(f"{path.name}.{_ending(kind)}")


def save_certificate(
    around: Surroundings, ticket: str, number: str, *, copy: str | None = None, ask: AskWhere = ask_where
) -> Job | None:
    """Ask where to, and write the newest certificate of a ticket there, or that of one copy. None for no answer.

    How it ended is told in a notice.
    """
    to = ask(f"{number or ticket}.pdf")
    if to is None or not around.session.is_unlocked:  # it may have been locked while the dialog was open
        return None
    job = around.session.run(
        lambda vault, _monitor: export_certificate(vault, ticket, to, copy=copy), lane=f"read:certificate:{ticket}"
    )
    job.succeeded.connect(lambda _certificate: around.notices.tell(_saved().format(name=to.name)))
    job.failed.connect(lambda error: _tell_failure(around, error))
    return job


def _ending(kind: str) -> str:
    return "json" if "json" in kind else "pdf"


def _saved() -> str:
    return QCoreApplication.translate("CertificateSaving", "Certificate saved as {name}.")


def _tell_failure(around: Surroundings, error: BaseException) -> None:
    failure = words.failure(error)
    around.notices.tell(failure.happened, detail=failure.next_step)
