"""MySqlSource keeps the contract of table sources, on a real MariaDB."""

from collections.abc import Iterator

import pytest

from tests.app.sources.servers.maria_playground import MariaPlayground, maria_playground
from tests.contracts.playground import Playground
from tests.contracts.table_source import NASTY_NAMES, TableSourceContract
from tests.servers.mariadb import MariaServer


class TestMySqlSource(TableSourceContract):
    @pytest.fixture
    def playground(self, mariadb_server: MariaServer) -> Iterator[MariaPlayground]:
        with maria_playground(mariadb_server) as playground:
            yield playground

    def nasty_names(self, playground: Playground) -> tuple[str, ...]:  # noqa: ARG002
        """Names are of the basic plane of Unicode."""
        return (*(name.replace("😀", "☺") for name in NASTY_NAMES), "SELECT", "漢字")

    def fill(self, playground: Playground, table: str, count: int) -> None:
        playground.run(f"INSERT INTO {table} SELECT seq, CONCAT('row ', seq) FROM seq_0_to_{count - 1}")
