"""Customers, tickets, copies, and what proves their end."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ID = sa.String(64)
_NUMBER = sa.String(64)
_WORD = sa.String(32)
_TIME = sa.String(32)


def upgrade() -> None:
    _customers_and_tickets()
    _copies()
    _proof()


def _customers_and_tickets() -> None:
    op.create_table(
        "customers",
        sa.Column("id", _ID, nullable=False),
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_customers"),
        sa.UniqueConstraint("number", name="uq_customers_number"),
    )
    op.create_table(
        "tickets",
        sa.Column("id", _ID, nullable=False),
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", _WORD, nullable=False),
        sa.Column("customer_id", _ID, nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tickets"),
        sa.UniqueConstraint("number", name="uq_tickets_number"),
        sa.CheckConstraint("state IN ('open', 'closed')", name="ck_tickets_state"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_tickets_customer_id_customers"),
    )
    op.create_index("ix_tickets_customer_id", "tickets", ["customer_id"])
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", _ID, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("kind", _WORD, nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
        sa.CheckConstraint("kind IN ('work', 'custody')", name="ck_notes_kind"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_notes_ticket_id_tickets"),
    )
    op.create_index("ix_notes_ticket_id", "notes", ["ticket_id"])


def _copies() -> None:
    op.create_table(
        "copies",
        sa.Column("id", _ID, nullable=False),
        sa.Column("ticket_id", _ID, nullable=False),
        sa.Column("state", _WORD, nullable=False),
        sa.Column("source_kind", _WORD, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("technician", sa.Text(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("is_incomplete", sa.Boolean(), nullable=False),
        sa.Column("files", sa.BigInteger()),
        sa.Column("folders", sa.BigInteger()),
        sa.Column("links", sa.BigInteger()),
        sa.Column("content_bytes", sa.BigInteger()),
        sa.Column("problems", sa.BigInteger()),
        sa.Column("root", sa.Text()),
        sa.Column("first_epoch", sa.BigInteger()),
        sa.Column("generation", sa.BigInteger(), nullable=False),
        sa.Column("due_at", _TIME),
        sa.Column("held_at", _TIME),
        sa.Column("closed_at", _TIME),
        sa.Column("wipe_at", _TIME),
        sa.Column("key_destroyed_at", _TIME),
        sa.Column("wiped_at", _TIME),
        sa.Column("damage", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_copies"),
        sa.CheckConstraint(
            "state IN ('CHECKING_OUT', 'HELD', 'CLOSING', 'KEY_DESTROYED', 'REMOVING', 'VERIFYING', 'WIPED', "
            "'DAMAGED')",
            name="ck_copies_state",
        ),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_copies_ticket_id_tickets"),
    )
    op.create_index("ix_copies_ticket_id", "copies", ["ticket_id"])
    op.create_index(
        "uq_copies_ticket_id_source_held",
        "copies",
        ["ticket_id", "source"],
        unique=True,
        sqlite_where=sa.text("state != 'WIPED'"),
        postgresql_where=sa.text("state != 'WIPED'"),
    )


def _proof() -> None:
    op.create_table(
        "escapes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("copy_id", _ID, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("content_bytes", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("state", _WORD, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_escapes"),
        sa.CheckConstraint("state IN ('outstanding', 'reclaimed')", name="ck_escapes_state"),
        sa.ForeignKeyConstraint(["copy_id"], ["copies.id"], name="fk_escapes_copy_id_copies"),
    )
    op.create_index("ix_escapes_copy_id", "escapes", ["copy_id"])
    op.create_table(
        "certificates",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("copy_id", _ID, nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("issued_at", _TIME, nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_certificates"),
        sa.UniqueConstraint("copy_id", "serial", name="uq_certificates_copy_id_serial"),
        sa.ForeignKeyConstraint(["copy_id"], ["copies.id"], name="fk_certificates_copy_id_copies"),
    )
    op.create_index(
        "uq_certificates_copy_id_current",
        "certificates",
        ["copy_id"],
        unique=True,
        sqlite_where=sa.text("is_current"),
        postgresql_where=sa.text("is_current"),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.String(128), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
