"""Gives the source for a URL: the one place that knows every engine."""

from app.ports import TableSource
from app.sources.servers.connecting import ServerAccess
from app.sources.servers.firebird.source import FirebirdSource
from app.sources.servers.mysql.source import MySqlSource
from app.sources.servers.postgresql.source import PostgresSource
from app.sources.servers.sqlserver.source import SqlServerSource
from app.sources.servers.url import Engine


def server_source(access: ServerAccess) -> TableSource:
    """The source behind `access`. Nothing is connected yet. Raises DriverMissing."""
    match access.url.engine:
        case Engine.POSTGRESQL:
            return PostgresSource(access)
        case Engine.MYSQL:
            return MySqlSource(access)
        case Engine.FIREBIRD:
            return FirebirdSource(access)
        case Engine.SQLSERVER:
            return SqlServerSource(access)
