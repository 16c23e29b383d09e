"""Options that say from which database, and how, something is taken."""

import argparse
from pathlib import Path

from app.databases.loading.choosing import TableChoice, parse_filters, parse_tables
from app.disk.durable import read_whole
from app.masking.policy import LONGEST_POLICY_BYTES, Policy, load_policy
from app.operations.find_database import DatabaseWish


def with_database_source(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Add what names a source, and how a database is taken."""
    parser.add_argument(
        "--from",
        dest="source",
        required=True,
        metavar="SOURCE",
        help="a folder, a file, or a database: postgresql://USER@HOST/NAME, mysql://, firebird://, sqlserver://, "
        "sqlite:///PATH, sqlcipher:///PATH",
    )
    databases = parser.add_argument_group("databases")
    databases.add_argument(
        "--tables",
        action="append",
        default=[],
        metavar="NAMES",
        help="take these tables only; NAME:schema takes one without its rows, * and ? stand for any characters",
    )
    databases.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="TABLE=CONDITION",
        help="take only the rows of a table for which the condition holds, in the SQL of that database",
    )
    databases.add_argument("--mask", type=Path, default=None, metavar="POLICY", help="mask columns by this policy file")
    databases.add_argument(
        "--allow-plain", action="store_true", help="yes to a connection over the network without encryption"
    )
    databases.add_argument(
        "--password-fd", type=int, default=None, metavar="N", help="read the database's password from descriptor N"
    )
    databases.add_argument(
        "--remember-password", action="store_true", help="keep the database's password in the keyring"
    )
    return parser


def wish_of(asked: argparse.Namespace, *, by_table: bool = False) -> DatabaseWish:
    """What these options say, and `by_table` of `DatabaseWish`.

    Raises InputRefused, PolicyInvalid, FileMissing and its kin.
    """
    return DatabaseWish(
        TableChoice(parse_tables(asked.tables), parse_filters(asked.where)),
        _policy(asked.mask),
        allow_plain=asked.allow_plain,
        remembers=asked.remember_password,
        by_table=by_table,
    )


def _policy(path: Path | None) -> Policy | None:
    return None if path is None else load_policy(read_whole(path, LONGEST_POLICY_BYTES))
