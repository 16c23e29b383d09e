"""What a technician's words for a database mean, and what a preview of masking shows."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from app.crypto.secret import Secret
from app.databases.intake import TablesWanted
from app.databases.loading.choosing import TableChoice
from app.errors import LoginFailed, PolicyInvalid, UrlRefused
from app.masking.policy import load_policy
from app.operations.check_out import check_out, plan_check_out
from app.operations.find_database import DatabaseWish, find_database
from app.operations.mask_preview import draft_mask, preview_mask
from app.unlocked.opened_database import opened_database
from tests.app.world import World

KEY = b"Zephyrine's key"
POLICY = load_policy(b'version = 1\n[tables."person".columns]\nid = "keep"\nname = "name"\n')


@pytest.fixture
def encrypted(tmp_path: Path) -> Path:
    path = tmp_path / "customer.db"
    connection = sqlcipher.connect(str(path))
    connection.execute('PRAGMA key = "Zephyrine\'s key"')
    connection.execute("CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT, mail TEXT)")
    connection.execute("INSERT INTO person VALUES (1, 'Marmaduke Quillon', 'm@quartz.example')")
    connection.commit()
    connection.close()
    return path


@pytest.mark.parametrize("policy", [None, POLICY])
def test_an_encrypted_file_is_taken_with_its_key(world: World, encrypted: Path, policy: object) -> None:
    wish = DatabaseWish(TableChoice(), POLICY if policy else None)
    with world.unlocked() as vault:
        source = find_database(vault, f"sqlcipher://{encrypted}", wish, lambda _: Secret(KEY))
        assert source is not None
        assert source.kind == "sqlcipher"
        record = check_out(vault, plan_check_out(vault, "T-1", source), world.monitor)
        path = b"customer.db.sqlite" if policy else b"customer.db"
        with opened_database(vault, record, path, writable=False) as opened:
            (name,) = opened.connection.execute("SELECT name FROM person").get.split()[:1]
    assert (name == "Marmaduke") is (policy is None)


def test_a_wrong_key_is_refused_and_none_is_not_tried(world: World, encrypted: Path) -> None:
    with world.unlocked() as vault:
        source = find_database(vault, f"sqlcipher://{encrypted}", DatabaseWish(), lambda _: Secret(b"wrong"))
        assert source is not None
        with pytest.raises(LoginFailed):
            check_out(vault, plan_check_out(vault, "T-1", source), world.monitor)
        assert not vault.registry.copies.all()
        with pytest.raises(UrlRefused):
            find_database(vault, f"sqlcipher://{encrypted}", DatabaseWish(), lambda _: Secret(b""))


def test_a_preview_shows_before_and_after_and_what_was_overlooked(world: World, encrypted: Path) -> None:
    policy = load_policy(
        b'version = 1\n[tables."person"]\nunknown = "keep"\n[tables."person".columns]\nname = "name"\n'
    )
    with world.unlocked() as vault:
        wanted = find_database(
            vault,
            f"sqlcipher://{encrypted}",
            DatabaseWish(TableChoice(), policy),
            lambda _: Secret(KEY),
        )
        assert isinstance(wanted, TablesWanted)
        preview = preview_mask(wanted)
        assert '"mail" = "e-mail"' in draft_mask(wanted)
    (column,) = preview.columns
    assert column.before == ("Marmaduke Quillon",)
    assert column.after != column.before
    assert preview.overlooked == (("person", "mail"),)
    with pytest.raises(PolicyInvalid):
        preview_mask(TablesWanted(wanted.source, wanted.choice))


@pytest.mark.parametrize("scheme", ["sqlcipher://", "sqlite://", ""])
def test_a_file_is_taken_whole_unless_it_is_to_be_read_by_table(
    world: World, encrypted: Path, tmp_path: Path, scheme: str
) -> None:
    plain = tmp_path / "plain.db"
    with closing(sqlite3.connect(plain)) as connection:
        connection.execute("CREATE TABLE t(x)")
    text = f"{scheme}{encrypted if scheme == 'sqlcipher://' else plain}"
    with world.unlocked() as vault:
        whole = find_database(vault, text, DatabaseWish(), lambda _: Secret(KEY))
        by_table = find_database(vault, text, DatabaseWish(by_table=True), lambda _: Secret(KEY))
    assert not isinstance(whole, TablesWanted)
    assert isinstance(by_table, TablesWanted)
    assert whole is not None
    assert whole.location == by_table.location


def test_a_folder_is_no_database(world: World, tmp_path: Path) -> None:
    with world.unlocked() as vault:
        assert find_database(vault, str(tmp_path), DatabaseWish(), lambda _: Secret(b"")) is None
