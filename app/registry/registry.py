"""The register as one object: customers, tickets, copies and what proves their end."""

from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from app.crypto.secret import Secret
from app.registry.certificate_search import CertificateSearch
from app.registry.certificates import Certificates
from app.registry.copies import Copies
from app.registry.customers import Customers
from app.registry.database import close_database, open_database
from app.registry.drafts import Drafts
from app.registry.escapes import Escapes
from app.registry.meta import Meta
from app.registry.sources import Sources
from app.registry.subjects import Subjects
from app.registry.ticket_search import TicketSearch
from app.registry.tickets import Tickets
from app.registry.work_times import WorkTimes


class Registry:
    """The open register. Every call that writes is one transaction; calls may come from any thread.

    Any of them may raise RegistryBusy, RegistryDamaged, DiskFull, DiskFailed, AccessDenied or ReadOnlyFolder, and
    after `close` VaultLocked.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.customers = Customers(engine)
        self.tickets = Tickets(engine)
        self.copies = Copies(engine)
        self.escapes = Escapes(engine)
        self.certificates = Certificates(engine)
        self.work_times = WorkTimes(engine)
        self.sources = Sources(engine)
        self.drafts = Drafts(engine)
        self.meta = Meta(engine)
        self.ticket_search = TicketSearch(engine)
        self.certificate_search = CertificateSearch(engine)
        self.subjects = Subjects(engine)

    @classmethod
    def open(cls, path: Path, key: Secret, *, may_create: bool = True) -> Self:
        """Open the register at `path`; see `open_database` for the duties and the errors."""
        return cls(open_database(path, key, may_create=may_create))

    def close(self) -> None:
        """Drop the key and close the file. Harmless when repeated."""
        close_database(self._engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
