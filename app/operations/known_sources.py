"""Known sources: where copies for a customer were taken from before."""

from app.model import KnownSource
from app.unlocked.vault import Unlocked


def known_sources(vault: Unlocked, customer_number: str) -> list[KnownSource]:
    """The sources of a customer, the one used last first. Raises CustomerUnknown."""
    return vault.registry.sources.of_customer(vault.registry.customers.by_number(customer_number).id)
