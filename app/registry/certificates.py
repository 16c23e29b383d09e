"""The certificates of destruction, kept word for word; a later one of the same copy replaces the earlier."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Engine, Row, func, insert, select, update

from app.model import CopyId
from app.registry.meta import read_value, write_value
from app.registry.schema import certificates
from app.registry.transactions import reading, writing

_LAST_NUMBER: Final = "certificates.last_number"


@dataclass(frozen=True, slots=True)
class StoredCertificate:
    """A certificate as it was issued: `text` is what was signed, `sha256` its hash in hex.

    `serial` counts the certificates of one copy from 1.
    """

    number: str
    copy_id: CopyId
    serial: int
    text: str
    sha256: str
    issued_at: datetime
    is_current: bool


class Certificates:
    """Every certificate that was issued."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def next_number(self) -> str:
        """A number such as "C-0001", higher than any before and never given again, whether it gets used or not."""
        with writing(self._engine) as connection:
            last = int(read_value(connection, _LAST_NUMBER) or 0)
            write_value(connection, _LAST_NUMBER, str(last + 1))
        return f"C-{last + 1:04d}"

    def add(self, number: str, copy_id: CopyId, text: str, sha256: str, *, at: datetime) -> StoredCertificate:
        """Keep a certificate, from now on the current one of its copy."""
        own = certificates.c.copy_id == copy_id
        with writing(self._engine) as connection:
            serial = (connection.scalar(select(func.max(certificates.c.serial)).where(own)) or 0) + 1
            connection.execute(update(certificates).where(own).values(is_current=False))
            values = {
                "number": number,
                "copy_id": copy_id,
                "serial": serial,
                "text": text,
                "sha256": sha256,
                "issued_at": at,
                "is_current": True,
            }
            connection.execute(insert(certificates).values(values))
            return _stored(connection.execute(select(certificates).where(certificates.c.number == number)).one())

    def current(self, copy_id: CopyId) -> StoredCertificate | None:
        """The certificate of a copy that is in force."""
        return self.for_copies([copy_id]).get(copy_id)

    def for_copies(self, copy_ids: Collection[CopyId]) -> dict[CopyId, StoredCertificate]:
        """The certificates in force of these copies; a copy without one is left out."""
        query = select(certificates).where(certificates.c.is_current, certificates.c.copy_id.in_(sorted(copy_ids)))
        with reading(self._engine) as connection:
            return {CopyId(row.copy_id): _stored(row) for row in connection.execute(query)}

    def all(self) -> list[StoredCertificate]:
        """Every certificate ever issued, replaced ones too, in the order of issue."""
        query = select(certificates).order_by(certificates.c.issued_at, certificates.c.number)
        with reading(self._engine) as connection:
            return [_stored(row) for row in connection.execute(query)]


def _stored(row: Row[*tuple[object, ...]]) -> StoredCertificate:
    return StoredCertificate(
        number=row.number,
        copy_id=CopyId(row.copy_id),
        serial=row.serial,
        text=row.text,
        sha256=row.sha256,
        issued_at=row.issued_at,
        is_current=row.is_current,
    )
