"""Servers that the tests of this folder share."""

from tests.servers.firebird import firebird_server
from tests.servers.mariadb import mariadb_server
from tests.servers.postgres import postgres_server

__all__ = ["firebird_server", "mariadb_server", "postgres_server"]
