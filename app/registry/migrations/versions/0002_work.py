"""Who works on a ticket and for how long, what of a copy was exported, known sources, and drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_ID = sa.String(64)
_WORD = sa.String(32)
_TIME = sa.String(32)


def upgrade() -> None:
    _columns()
    _times()
    _sources()
    op.create_table(
        "drafts",
        sa.Column("key", sa.String(128), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kept_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_drafts"),
    )


def _columns() -> None:
    is_known = sa.CheckConstraint("priority IN ('low', 'normal', 'high')", name="ck_tickets_priority")
    op.add_column("tickets", sa.Column("assignee", sa.Text(), nullable=False, server_default=""))
    op.add_column("tickets", sa.Column("priority", _WORD, is_known, nullable=False, server_default="normal"))
    # Stays NULL for copies that are there already: nobody knows how far they were exported.
    op.add_column("copies", sa.Column("exported_generation", sa.BigInteger()))
    op.add_column("copies", sa.Column("extensions", sa.Integer(), nullable=False, server_default="0"))


def _times() -> None:
    op.create_table(
        "work_times",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", _ID, nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("began_at", _TIME, nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("booked_at", _TIME),
        sa.PrimaryKeyConstraint("id", name="pk_work_times"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_work_times_ticket_id_tickets"),
    )
    op.create_index("ix_work_times_ticket_id", "work_times", ["ticket_id"])


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("customer_id", _ID, nullable=False),
        sa.Column("kind", _WORD, nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("last_used_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("customer_id", "kind", "location", name="pk_sources"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_sources_customer_id_customers"),
    )
