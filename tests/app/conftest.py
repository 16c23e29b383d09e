"""A vault for every test that asks for one."""

from tests.app.world import template, vault, world

__all__ = ["template", "vault", "world"]
