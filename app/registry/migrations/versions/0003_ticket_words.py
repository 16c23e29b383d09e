"""The order in which tickets came, and the index that finds them by their words."""

# ruff: noqa: S608 - the statements are made of constants

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("tickets", sa.Column("serial", sa.Integer()))
    op.execute(_NUMBERED)
    op.create_index("uq_tickets_serial", "tickets", ["serial"], unique=True)
    op.create_index("ix_tickets_state_serial", "tickets", ["state", "serial"])
    op.create_index("ix_tickets_assignee_serial", "tickets", ["assignee", "serial"])
    op.create_index("ix_certificates_issued_at_number", "certificates", ["issued_at", "number"])
    if op.get_bind().dialect.name == "sqlite":
        for statement in (*_INDEX, *_TRIGGERS, _FILLED):
            op.execute(sa.text(statement))


_NUMBERED = """
UPDATE tickets SET serial = ordered.serial
FROM (SELECT id, row_number() OVER (ORDER BY created_at, id) AS serial FROM tickets) AS ordered
WHERE ordered.id = tickets.id
"""

_INDEX = (
    """CREATE VIRTUAL TABLE ticket_words USING fts5(
number, title, customer, notes, content='', contentless_delete=1,
tokenize='unicode61 remove_diacritics 2', prefix='2 3')""",
    """CREATE VIEW ticket_texts AS
SELECT tickets.serial AS serial, tickets.id AS ticket_id, tickets.customer_id AS customer_id,
tickets.number || ' ' || replace(tickets.number, '-', '') AS number, tickets.title AS title,
customers.name || ' ' || customers.number || ' ' || replace(customers.number, '-', '') AS customer,
coalesce((SELECT group_concat(notes.text, ' ') FROM notes
WHERE notes.ticket_id = tickets.id AND notes.kind = 'work'), '') AS notes
FROM tickets JOIN customers ON customers.id = tickets.customer_id""",
)

_PUT = """INSERT INTO ticket_words (rowid, number, title, customer, notes)
SELECT serial, number, title, customer, notes FROM ticket_texts WHERE"""

_TRIGGERS = (
    """CREATE TRIGGER ticket_numbered AFTER INSERT ON tickets WHEN NEW.serial IS NULL BEGIN
UPDATE tickets SET serial = (SELECT coalesce(max(serial), 0) + 1 FROM tickets) WHERE id = NEW.id;
END""",
    f"""CREATE TRIGGER ticket_words_of_new_ticket AFTER INSERT ON tickets WHEN NEW.serial IS NOT NULL BEGIN
{_PUT} serial = NEW.serial;
END""",
    f"""CREATE TRIGGER ticket_words_of_ticket AFTER UPDATE OF serial, number, title, customer_id ON tickets BEGIN
DELETE FROM ticket_words WHERE rowid = OLD.serial;
{_PUT} serial = NEW.serial;
END""",
    """CREATE TRIGGER ticket_words_of_old_ticket AFTER DELETE ON tickets BEGIN
DELETE FROM ticket_words WHERE rowid = OLD.serial;
END""",
    f"""CREATE TRIGGER ticket_words_of_customer AFTER UPDATE OF number, name ON customers BEGIN
DELETE FROM ticket_words WHERE rowid IN (SELECT serial FROM tickets WHERE customer_id = NEW.id);
{_PUT} customer_id = NEW.id;
END""",
    f"""CREATE TRIGGER ticket_words_of_new_note AFTER INSERT ON notes WHEN NEW.kind = 'work' BEGIN
DELETE FROM ticket_words WHERE rowid = (SELECT serial FROM tickets WHERE id = NEW.ticket_id);
{_PUT} ticket_id = NEW.ticket_id;
END""",
    f"""CREATE TRIGGER ticket_words_of_note AFTER UPDATE OF text, kind ON notes BEGIN
DELETE FROM ticket_words WHERE rowid = (SELECT serial FROM tickets WHERE id = NEW.ticket_id);
{_PUT} ticket_id = NEW.ticket_id;
END""",
    f"""CREATE TRIGGER ticket_words_of_old_note AFTER DELETE ON notes WHEN OLD.kind = 'work' BEGIN
DELETE FROM ticket_words WHERE rowid = (SELECT serial FROM tickets WHERE id = OLD.ticket_id);
{_PUT} ticket_id = OLD.ticket_id;
END""",
)

_FILLED = f"{_PUT} serial IS NOT NULL"
