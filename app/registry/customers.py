"""The customers of the register."""

import secrets
from datetime import datetime

from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import IntegrityError

from app.errors import CustomerExists, CustomerUnknown
from app.model import Customer, CustomerId
from app.registry import text
from app.registry.rows import CUSTOMER_COLUMNS, customer_in
from app.registry.schema import customers
from app.registry.transactions import reading, writing


class Customers:
    """Whose data Bailee takes care of."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, number: str, name: str, contact: str, *, at: datetime) -> Customer:
        """Enter a customer. Raises InputRefused, CustomerExists."""
        customer = Customer(
            id=CustomerId(secrets.token_hex(16)),
            number=text.number("number", number),
            name=text.line("name", name),
            contact=text.line("contact", contact, may_be_empty=True),
            created_at=at,
        )
        values = {column.name: getattr(customer, column.name) for column in customers.c}
        try:
            with writing(self._engine) as connection:
                connection.execute(insert(customers).values(values))
        except IntegrityError as e:
            if self._find(customer.number) is None:
                raise
            raise CustomerExists(number=customer.number) from e
        return customer

    def all(self) -> list[Customer]:
        """Every customer, by number."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(*CUSTOMER_COLUMNS).order_by(customers.c.number))
            return [customer_in(row) for row in rows]

    def by_number(self, number: str) -> Customer:
        """The customer called `number`. Raises CustomerUnknown."""
        found = self._find(text.sought(number))
        if found is None:
            raise CustomerUnknown(number=text.legible(number))
        return found

    def _find(self, number: str) -> Customer | None:
        with reading(self._engine) as connection:
            row = connection.execute(select(*CUSTOMER_COLUMNS).where(customers.c.number == number)).one_or_none()
            return None if row is None else customer_in(row)
