"""Very many tickets, made by the database itself in one transaction."""

from datetime import UTC, datetime
from typing import Final

from app.registry.registry import Registry
from app.registry.transactions import writing

ENTERED: Final = datetime(2026, 11, 4, 10, 30, tzinfo=UTC)
OPEN_EVERY: Final = 3
CUSTOMERS: Final = ("Müller Maschinenbau", "Hafenlogistik Nord", "Bäckerei Ostermann")
_MADE: Final = f"""
INSERT INTO tickets (id, number, title, state, customer_id, created_at, assignee, priority, serial)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
SELECT printf('%032x', i), printf('DMS-%06d', i), 'Report ' || (i % 997) || ' loses footers',
CASE WHEN i % {OPEN_EVERY} = 0 THEN 'open' ELSE 'closed' END,
(SELECT id FROM customers WHERE number = 'K-' || (i % 3)),
'2026-11-04T10:30:00.000000+00:00', CASE WHEN i % 5 = 0 THEN 'ada' ELSE '' END, 'normal', i FROM n
"""


def make_tickets(registry: Registry, count: int) -> None:
    """Tickets DMS-000001 and on: every third one open, every fifth one of ada's."""
    for number, name in enumerate(CUSTOMERS):
        registry.customers.add(f"K-{number}", name, "", at=ENTERED)
    with writing(registry._engine) as connection:
        connection.exec_driver_sql(_MADE, (count,))
