"""The tables of the register, written so that SQLCipher and PostgreSQL can both hold them.

A change here needs a new file in `migrations/versions` and a new HEAD_REVISION; a test compares the two.
"""

from datetime import UTC, datetime
from enum import Enum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

from app.model import CopyState, EscapeState, NoteKind, Priority, TicketState

HEAD_REVISION = "0003"
"""The newest schema this Bailee knows: the last file in `migrations/versions`."""

NUMBER_CHARACTERS = 64
"""How long the number of a customer, a ticket or a certificate may be."""

KEY_CHARACTERS = 128
"""How long the key of a draft, or of a fact about the register, may be."""

ID_CHARACTERS = 64
TIME_CHARACTERS = 32
WORD_CHARACTERS = 32


class UtcTime(TypeDecorator[datetime]):
    """A point in time as ISO 8601 text in UTC with microseconds: one width, so that text order is time order.

    Raises ValueError for a datetime without a time zone: nobody could say later what it meant.
    """

    impl = String(TIME_CHARACTERS)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """To text."""
        del dialect
        if value is None:
            return None
        if value.utcoffset() is None:
            message = "a time without a time zone"
            raise ValueError(message)
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ANN401
        """To an aware datetime in UTC."""
        del dialect
        return None if value is None else datetime.fromisoformat(value).astimezone(UTC)


def _one_of(column: str, kind: type[Enum]) -> CheckConstraint:
    words = ", ".join(f"'{member.value}'" for member in kind)
    return CheckConstraint(f"{column} IN ({words})", name=column)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

customers = Table(
    "customers",
    metadata,
    Column("id", String(ID_CHARACTERS), primary_key=True),
    Column("number", String(NUMBER_CHARACTERS), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("contact", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
)

tickets = Table(
    "tickets",
    metadata,
    Column("id", String(ID_CHARACTERS), primary_key=True),
    Column("number", String(NUMBER_CHARACTERS), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("state", String(WORD_CHARACTERS), nullable=False),
    Column("customer_id", ForeignKey("customers.id"), nullable=False, index=True),
    Column("created_at", UtcTime, nullable=False),
    Column("assignee", Text, nullable=False, server_default=""),
    Column(
        "priority",
        String(WORD_CHARACTERS),
        _one_of("priority", Priority),
        nullable=False,
        server_default=Priority.NORMAL.value,
    ),
    # The order in which tickets came; a trigger gives it.
    Column("serial", Integer),
    _one_of("state", TicketState),
    Index("uq_tickets_serial", "serial", unique=True),
    Index("ix_tickets_state_serial", "state", "serial"),
    Index("ix_tickets_assignee_serial", "assignee", "serial"),
)

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ticket_id", ForeignKey("tickets.id"), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("kind", String(WORD_CHARACTERS), nullable=False),
    Column("author", Text, nullable=False),
    Column("text", Text, nullable=False),
    _one_of("kind", NoteKind),
)

work_times = Table(
    "work_times",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ticket_id", ForeignKey("tickets.id"), nullable=False, index=True),
    Column("author", Text, nullable=False),
    Column("began_at", UtcTime, nullable=False),
    Column("seconds", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("booked_at", UtcTime),
)

# Where copies for a customer were taken from: never with a password.
sources = Table(
    "sources",
    metadata,
    Column("customer_id", ForeignKey("customers.id"), primary_key=True),
    Column("kind", String(WORD_CHARACTERS), primary_key=True),
    Column("location", Text, primary_key=True),
    Column("last_used_at", UtcTime, nullable=False),
)

copies = Table(
    "copies",
    metadata,
    Column("id", String(ID_CHARACTERS), primary_key=True),
    Column("ticket_id", ForeignKey("tickets.id"), nullable=False, index=True),
    Column("state", String(WORD_CHARACTERS), nullable=False),
    Column("source_kind", String(WORD_CHARACTERS), nullable=False),
    Column("source", Text, nullable=False),
    Column("technician", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("is_incomplete", Boolean, nullable=False),
    # What the copy held when its checkout ended: all of them, or none while that is not known.
    Column("files", BigInteger),
    Column("folders", BigInteger),
    Column("links", BigInteger),
    Column("content_bytes", BigInteger),
    Column("problems", BigInteger),
    Column("root", Text),
    Column("first_epoch", BigInteger),
    Column("generation", BigInteger, nullable=False),
    Column("due_at", UtcTime),
    Column("held_at", UtcTime),
    Column("closed_at", UtcTime),
    Column("wipe_at", UtcTime),
    Column("key_destroyed_at", UtcTime),
    Column("wiped_at", UtcTime),
    Column("damage", Text, nullable=False),
    Column("exported_generation", BigInteger),
    Column("extensions", Integer, nullable=False, server_default="0"),
    _one_of("state", CopyState),
)

# A ticket holds a source once. After the wipe it may be checked out again, hence an index over part of the rows.
Index(
    "uq_copies_ticket_id_source_held",
    copies.c.ticket_id,
    copies.c.source,
    unique=True,
    sqlite_where=text("state != 'WIPED'"),
    postgresql_where=text("state != 'WIPED'"),
)

escapes = Table(
    "escapes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("copy_id", ForeignKey("copies.id"), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("what", Text, nullable=False),
    Column("content_bytes", BigInteger, nullable=False),
    Column("digest", Text, nullable=False),
    Column("state", String(WORD_CHARACTERS), nullable=False),
    _one_of("state", EscapeState),
)

certificates = Table(
    "certificates",
    metadata,
    Column("number", String(NUMBER_CHARACTERS), primary_key=True),
    Column("copy_id", ForeignKey("copies.id"), nullable=False),
    Column("serial", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("issued_at", UtcTime, nullable=False),
    Column("is_current", Boolean, nullable=False),
    UniqueConstraint("copy_id", "serial"),
    Index("ix_certificates_issued_at_number", "issued_at", "number"),
)

Index(
    "uq_certificates_copy_id_current",
    certificates.c.copy_id,
    unique=True,
    sqlite_where=text("is_current"),
    postgresql_where=text("is_current"),
)

# Texts that were typed and not entered yet.
drafts = Table(
    "drafts",
    metadata,
    Column("key", String(KEY_CHARACTERS), primary_key=True),
    Column("text", Text, nullable=False),
    Column("kept_at", UtcTime, nullable=False),
)

meta = Table(
    "meta",
    metadata,
    Column("key", String(KEY_CHARACTERS), primary_key=True),
    Column("value", Text, nullable=False),
)
