"""A small made-up database for trying Bailee out: customers, invoices and their lines, with columns about people."""

import random
from typing import Final

import apsw

_FIRST: Final = ("Alma", "Bruno", "Clara", "David", "Edda", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Karla", "Levin")
_LAST: Final = ("Adler", "Brandt", "Dorn", "Eibl", "Falk", "Gerber", "Hagen", "Imhof", "Jansen", "Kessler", "Lorenz")
_STREETS: Final = ("Ahornweg", "Birkenallee", "Dorfstraße", "Hafenstraße", "Kirchgasse", "Lindenplatz")
_CITIES: Final = (("20095", "Hamburg"), ("50667", "Köln"), ("80331", "München"), ("01067", "Dresden"))
_ARTICLES: Final = (("Pump", 189.0), ("Valve", 24.5), ("Seal kit", 12.8), ("Filter", 39.9), ("Service hour", 96.0))
_CUSTOMERS: Final = 60
_INVOICES: Final = 240

_SCHEMA: Final = """
CREATE TABLE customer(
  id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT, phone TEXT,
  birthday TEXT, street TEXT, postcode TEXT, city TEXT, iban TEXT);
CREATE TABLE invoice(
  id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer(id), number TEXT NOT NULL UNIQUE,
  issued_on TEXT NOT NULL, state TEXT NOT NULL, total REAL NOT NULL);
CREATE TABLE invoice_line(
  id INTEGER PRIMARY KEY, invoice_id INTEGER NOT NULL REFERENCES invoice(id), article TEXT NOT NULL,
  quantity INTEGER NOT NULL, price REAL NOT NULL);
CREATE INDEX invoice_of_customer ON invoice(customer_id);
CREATE INDEX line_of_invoice ON invoice_line(invoice_id);
CREATE VIEW open_invoice AS
  SELECT number, issued_on, total, last_name FROM invoice JOIN customer ON customer.id = customer_id
  WHERE state = 'open';
"""


def sample_database() -> bytes:
    """The bytes of an SQLite file. Nobody in it exists, and it is the same each time."""
    dice = random.Random(1)  # noqa: S311 - nothing secret
    connection = apsw.Connection(":memory:")
    try:
        connection.execute(_SCHEMA)
        with connection:
            connection.executemany(
                "INSERT INTO customer VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [_customer(n, dice) for n in _ids(_CUSTOMERS)],
            )
            for number in _ids(_INVOICES):
                lines = [(number, *_line(dice)) for _ in range(dice.randint(1, 4))]
                total = round(sum(quantity * price for _, _, quantity, price in lines), 2)
                connection.execute("INSERT INTO invoice VALUES(?, ?, ?, ?, ?, ?)", (*_invoice(number, dice), total))
                connection.executemany(
                    "INSERT INTO invoice_line(invoice_id, article, quantity, price) VALUES(?, ?, ?, ?)", lines
                )
        return connection.serialize("main")
    finally:
        connection.close()


def _ids(count: int) -> range:
    return range(1, count + 1)


def _customer(number: int, dice: random.Random) -> tuple[int | str, ...]:
    first, last = dice.choice(_FIRST), dice.choice(_LAST)
    postcode, city = dice.choice(_CITIES)
    return (
        number,
        first,
        last,
        f"{first}.{last}{number}@example.org".lower(),
        f"+49 30 23125 {number:03}",  # a range kept for films and books
        f"{dice.randint(1950, 2004)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
        f"{dice.choice(_STREETS)} {dice.randint(1, 90)}",
        postcode,
        city,
        _iban(number),
    )


def _iban(number: int) -> str:
    """With a true check sum, of a bank that does not exist."""
    account = f"00000000{number:010}"
    check = 98 - int(f"{account}131400") % 97  # 1314 is DE
    return f"DE{check:02}{account}"


def _invoice(number: int, dice: random.Random) -> tuple[int | str, ...]:
    issued_on = f"2026-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    state = dice.choice(("paid", "paid", "open", "reminded"))
    return number, dice.randint(1, _CUSTOMERS), f"INV-{2026_0000 + number}", issued_on, state


def _line(dice: random.Random) -> tuple[str, int, float]:
    article, price = dice.choice(_ARTICLES)
    return article, dice.randint(1, 12), price
