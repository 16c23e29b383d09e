"""Checkout of databases against the tools people use for it. `python3 dev.py bench databases`.

PostgreSQL: 1 GB, of which a quarter lies in a table of a million rows and the rest in documents, against
`pg_dump -Fc -Z0` to a file. SQLite: a file of 2 GB against `.backup` of the sqlite3 shell. Ours is encrypted, hashed,
read back, forced to the medium and entered in the register.
"""

import argparse
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from app.crypto.secret import Secret
from app.operations.check_out import check_out, plan_check_out
from app.operations.find_database import DatabaseWish, find_database
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.bench.checkout import Place
from tests.bench.measure import Targets, compare, say
from tests.bench.samples import warm as warm_files
from tests.servers.postgres import PASSWORD, USER, programs, running_postgres

if sys.platform == "win32":
    sys.exit("This bench needs servers that are started as on Linux.")

_ROWS = 1_000_000
_DOCUMENTS = 7_500
_DOCUMENT_BYTES = 100_000
_SQLITE_ROWS = 200_000
_SQLITE_BLOB_BYTES = 10_000

_POSTGRES = f"""
CREATE TABLE orders(id bigint PRIMARY KEY, customer int NOT NULL, ordered_at timestamptz NOT NULL, amount numeric(12,2),
    state text, remark text, note varchar(200));
INSERT INTO orders SELECT n, n % 9973, timestamptz '2020-01-01' + n * interval '1 minute', (n % 100000) / 100.0,
    (ARRAY['open','paid','late'])[1 + n % 3], repeat(md5(n::text), 3), md5((n + 1)::text)
    FROM generate_series(1, {_ROWS}) n;
CREATE TABLE documents(id int PRIMARY KEY, title text, content bytea);
ALTER TABLE documents ALTER content SET STORAGE EXTERNAL;
INSERT INTO documents SELECT n, 'document ' || n,
    decode(repeat(md5(n::text), {_DOCUMENT_BYTES // 16}), 'hex') FROM generate_series(1, {_DOCUMENTS}) n;
ANALYZE;
"""


def main() -> int:
    """Run all; 0 only if every target is met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--in", dest="place", type=Path, default=None, help="where to work: needs about 12 GB")
    parser.add_argument("--only", choices=("postgresql", "sqlite"), action="append")
    asked = parser.parse_args()
    targets = Targets()
    parts = {"postgresql": _postgresql, "sqlite": _sqlite}
    for name in asked.only or parts:
        with tempfile.TemporaryDirectory(prefix="bailee-bench-", dir=asked.place) as folder:
            parts[name](Path(folder), targets)
    return 0 if targets.are_met else 1


def _postgresql(folder: Path, targets: Targets) -> None:
    say(f"PostgreSQL, 1 GB: {_ROWS:,} orders and {_DOCUMENTS:,} documents of {_DOCUMENT_BYTES:,} bytes")
    with running_postgres() as server:
        with server.administrator() as connection:
            connection.execute(_POSTGRES.encode())
            size = connection.execute("SELECT pg_database_size(current_database())").fetchone()
        say(f"  {(size or [0])[0] / 1e6:,.0f} MB on the server's disk")
        url, dump = server.url("postgres", user=USER), programs()
        command = [str(dump and dump / "pg_dump"), "-h", "127.0.0.1", "-p", str(server.port), "-U", USER, "-Fc", "-Z0"]

        def peer() -> None:
            environment = {"PGPASSWORD": PASSWORD, "PATH": "/usr/bin"}
            subprocess.run([*command, "-f", str(folder / "peer.dump"), "postgres"], check=True, env=environment)

        def wanted(vault: Unlocked) -> object:
            wish = DatabaseWish()
            return find_database(vault, url, wish, lambda _: Secret(PASSWORD.encode()))

        def warm() -> None:
            with server.administrator() as connection:
                connection.execute("SELECT sum(length(content)) FROM documents")
                connection.execute("SELECT count(*) FROM orders")

        ratio = _ratio(folder, wanted, peer, warm)
    targets.at_least("checkout of a PostgreSQL database against pg_dump", ratio, 0.5)


def _sqlite(folder: Path, targets: Targets) -> None:
    say("SQLite, a file of 2 GB")
    (folder / "source").mkdir()
    path = folder / "source" / "customer.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE document(id INTEGER PRIMARY KEY, title TEXT, content BLOB)")
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
            "INSERT INTO document SELECT i, 'document ' || i, randomblob(?) FROM n",
            (_SQLITE_ROWS, _SQLITE_BLOB_BYTES),
        )
    say(f"  {path.stat().st_size / 1e6:,.0f} MB")

    def peer() -> None:
        subprocess.run(["sqlite3", str(path), f".backup '{folder / 'peer.db'}'"], check=True)

    def wanted(vault: Unlocked) -> object:
        return find_database(vault, str(path), DatabaseWish(), lambda _: Secret(b""))

    ratio = _ratio(folder, wanted, peer, lambda: warm_files(folder / "source"))
    targets.at_least("checkout of an SQLite file against .backup", ratio, 0.5)


def _ratio(
    folder: Path, wanted: Callable[[Unlocked], Any], peer: Callable[[], object], warm: Callable[[], object]
) -> float:
    place = Place(folder)
    vaults: list[Unlocked] = []

    def ours() -> None:
        vault = vaults.pop()
        check_out(vault, plan_check_out(vault, "T-1", wanted(vault)), Monitor())

    def between() -> None:
        place.clear()
        vaults[:] = [place.vault()]

    between()
    return compare(ours, peer, warm=warm, between=between).ratio


if __name__ == "__main__":
    sys.exit(main())
