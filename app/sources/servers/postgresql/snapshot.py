"""One moment of a PostgreSQL database: its tables as one transaction sees them, open as long as that is."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any

from app.errors import BaileeError, FilterRefused, ServerGone, TableRefused, TableUnknown
from app.sources.servers.condition import Dialect, check_condition
from app.sources.servers.connecting import ServerAccess
from app.sources.servers.postgresql import queries
from app.sources.servers.postgresql.catalogue import Relation
from app.sources.servers.postgresql.failures import filter_failure, is_of_condition, table_failure
from app.sources.servers.postgresql.stream import StreamFailed, stream
from app.sources.servers.postgresql.values import repair
from app.tables import Cell, Rows, Survey, Table

if TYPE_CHECKING:
    import psycopg

VERSION_WITH_PARTITION_TREE = 120000

_ESCAPED = r"[eE]'(?:[^'\\]|\\.|'')*+'"
_LITERAL = r"'(?:[^']|'')*+'"
_NAME = r'"(?:[^"]|"")*+"'
_DOLLAR = r"\$(?P<tag>(?:[^\W\d]\w*)?)\$.*?\$(?P=tag)\$"
DIALECT = Dialect.of(quoted="|".join((_ESCAPED, _LITERAL, _NAME, _DOLLAR)))

_IN_TRANSACTION = frozenset({2, 3})  # PQTRANS_INTRANS, PQTRANS_INERROR
_ACTIVE = 1  # PQTRANS_ACTIVE


class PostgresSnapshot:
    """An open transaction. One table is read at a time, and nothing is asked meanwhile.

    `codec` is how text is encoded that the server does not check or cannot translate; else "", and text arrives
    decoded.
    """

    def __init__(
        self,
        connection: "psycopg.Connection[Any]",
        access: ServerAccess,
        survey: Survey,
        relations: Sequence[Relation],
        codec: str,
    ) -> None:
        self._connection = connection
        self._access = access
        self._survey = survey
        self._relations = {(relation.table.schema, relation.table.name): relation for relation in relations}
        self._codec = codec

    def survey(self) -> Survey:
        """What is in the database."""
        return self._survey

    def count(self, table: Table, where: str = "") -> int:
        """How many rows there are, by counting them."""
        relation = self._relation(table)
        with self._savepoint():
            self._probe(relation, where)
            query = _with(relation.counting_query(), where)
            counted = [row[0] for batch in self._read(relation, query.encode(), where) for row in batch]
        (count,) = counted
        if not isinstance(count, int):
            raise TypeError
        return count

    def rows(self, table: Table, where: str = "") -> Iterator[Rows]:
        """Every row. An empty batch says that the server is still at work, so that the caller can stop."""
        relation = self._relation(table)
        names = [column.name for column in table.columns]
        fix = repair(table.title, list(zip(names, relation.askings, strict=True)), self._codec)
        first_row = 0
        with self._savepoint():
            has_long_values = self._probe(relation, where)
            query = self._encoded(_with(relation.query(), where), table.title)
            for batch in self._read(relation, query, where, has_long_values=has_long_values):
                yield fix.apply(batch, first_row)
                first_row += len(batch)

    def _relation(self, table: Table) -> Relation:
        relation = self._relations.get((table.schema, table.name))
        if relation is None or relation.table != table:
            raise TableUnknown(table=table.title)
        return relation

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        """What fails inside does not end the transaction, and settings made inside end with it."""
        status = self._connection.pgconn.transaction_status
        if status == _ACTIVE:
            message = "a table is being read"
            raise RuntimeError(message)
        if status not in _IN_TRANSACTION:
            raise ServerGone(source=self._access.location, reason="the connection broke")
        self._run("SAVEPOINT reading")
        try:
            yield
        finally:
            self._roll_back()

    def _roll_back(self) -> None:
        import psycopg  # noqa: PLC0415

        if self._connection.pgconn.transaction_status in _IN_TRANSACTION:
            with suppress(psycopg.Error):  # a connection that breaks here shows at the next statement
                self._connection.execute("ROLLBACK TO SAVEPOINT reading")

    def _probe(self, relation: Relation, where: str) -> bool:
        """See that table and condition are as they should be, without reading a row; whether values may be long.

        The first SELECT locks the table against being emptied or rewritten until the savepoint ends; that it was not
        before is what its files show. Only then can the snapshot be believed.
        """
        list(self._read(relation, f"{relation.query()} LIMIT 0".encode(), ""))
        if where:
            check_condition(where, DIALECT, table=relation.table.title)
            list(self._read(relation, f"{_with(relation.query(), where)} LIMIT 0".encode(), where, is_probe=True))
        now = self._run(queries.FILES_NOW, [list(relation.files)])
        files = {oid: file or 0 for oid, file, _ in now}
        if files != relation.files or (relation.is_partitioned and not self._has_its_parts(relation)):
            reason = "it was emptied, rewritten or divided anew after the snapshot began"
            raise TableRefused(table=relation.table.title, reason=reason)
        return relation.lies_elsewhere or any(is_long for _, _, is_long in now)

    def _has_its_parts(self, relation: Relation) -> bool:
        if self._connection.info.server_version < VERSION_WITH_PARTITION_TREE:
            return True
        return {oid for (oid,) in self._run(queries.PARTS_NOW, [relation.oid])} == set(relation.files)

    def _encoded(self, query: str, table: str) -> bytes:
        """`query` as the server must get it; where text is not to be translated, it is not from here on."""
        if not self._codec:
            return query.encode()
        self._run("SET LOCAL client_encoding = 'SQL_ASCII'")
        try:
            return query.encode(self._codec)
        except UnicodeEncodeError:
            pass
        raise FilterRefused(table=table, reason="it holds characters that the database cannot have")

    def _read(
        self, relation: Relation, query: bytes, where: str, *, has_long_values: bool = False, is_probe: bool = False
    ) -> Iterator[list[tuple[Cell, ...]]]:
        failure: BaileeError | None = None
        try:
            with closing(stream(self._connection, query, has_long_values=has_long_values)) as batches:
                yield from batches
        except StreamFailed as failed:
            failure = self._meaning(relation, failed, where, is_probe=is_probe)
        if failure is not None:
            raise failure

    def _meaning(self, relation: Relation, failed: StreamFailed, where: str, *, is_probe: bool) -> BaileeError:
        title = relation.table.title
        if where and (is_probe or is_of_condition(failed.sqlstate)):
            return filter_failure(self._access, title, failed.sqlstate, failed.words if is_probe else "")
        return table_failure(self._access, title, failed.sqlstate)

    def _run(self, query: str, parameters: Sequence[object] | None = None) -> list[tuple[Any, ...]]:
        """A statement of ours."""
        import psycopg  # noqa: PLC0415

        try:
            cursor = self._connection.execute(query.encode(), parameters)
            return cursor.fetchall() if cursor.description else []
        except psycopg.Error as error:
            sqlstate = error.sqlstate
        raise table_failure(self._access, "", sqlstate)


def _with(query: str, where: str) -> str:
    """`query` with a condition that has been checked; on lines of its own, so that a comment could not reach ours."""
    return f"{query} WHERE (\n{where}\n)" if where else query
