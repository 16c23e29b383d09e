"""Settings and the home folder."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DiskFailed, FileMissing, SettingsDamaged, SettingUnknown
from app.operations.change_settings import change_setting
from app.settings import CHOICES, DUE_DAYS, Home, Settings


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_without_a_file_the_defaults_hold(home: Home) -> None:
    assert Settings.load(home) == Settings(undo_seconds=30, due_days=7)


def test_what_was_changed_is_read_again(home: Home) -> None:
    change_setting(home, "undo_seconds", "0")
    assert change_setting(home, "due_days", "365") == Settings.load(home) == Settings(0, 365)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("undo_seconds", "-1"),
        ("undo_seconds", "86401"),
        ("undo_seconds", ""),
        ("undo_seconds", "1.5"),
        ("undo_seconds", " 1"),
        ("undo_seconds", "²"),
        ("undo_seconds", "9" * 5000),
        ("due_days", "0"),
        ("due_days", str(DUE_DAYS[1] + 1)),
        ("lock_minutes", "0"),
        ("clipboard_seconds", "4"),
        ("text_percent", "74"),
        ("appearance", "blue"),
        ("language", "EN"),
        ("keys", "{}"),
        ("nonsense", "1"),
        ("", ""),
        ("__class__", "1"),
    ],
    ids=range(18),
)
def test_a_value_out_of_bounds_is_refused_and_nothing_is_changed(home: Home, name: str, text: str) -> None:
    change_setting(home, "due_days", "3")
    before = home.settings.read_bytes()
    with pytest.raises(SettingUnknown) as caught:
        change_setting(home, name, text)
    assert caught.value.name == name
    assert home.settings.read_bytes() == before


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b'{"undo_seconds":-1}',
        b'{"undo_seconds":"30"}',
        b'{"undo_seconds":true}',
        b'{"undo_seconds":1.5}',
        b'{"due_days":366}',
        b'{"due_days":1,"due_days":2}',
        b'{"unknown":1}',
        b'{"appearance":"blue"}',
        b'{"appearance":1}',
        b'{"keys":[]}',
        b'{"keys":{"lock":"Ctrl+L"}}',
        b'{"keys":{"lock":[1]}}',
        b'{"keys":{"lock":[""]}}',
        b'{"keys":{"lock":["A","B","C","D","E"]}}',
        b"\xff",
        b"{" + b" " * 200_000 + b"}",
    ],
    ids=range(19),
)
def test_a_file_that_cannot_be_understood_is_said_to_be_damaged(home: Home, data: bytes) -> None:
    home.settings.write_bytes(data)
    with pytest.raises(SettingsDamaged):
        Settings.load(home)
    with pytest.raises(SettingsDamaged):
        change_setting(home, "due_days", "3")
    assert home.settings.read_bytes() == data


@given(data=st.binary(max_size=100))
def test_any_bytes_are_settings_or_damaged(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    home = Home(tmp_path_factory.getbasetemp())
    home.settings.write_bytes(data)
    try:
        Settings.load(home)
    except SettingsDamaged:
        return
    assert data.startswith((b"{", b" ", b"\n", b"\t", b"\r"))


def test_a_part_of_the_settings_is_enough(home: Home) -> None:
    home.settings.write_bytes(b'{"due_days":2}')
    assert Settings.load(home) == Settings(30, 2)


def test_each_word_that_can_be_chosen_is_kept(home: Home) -> None:
    for name, words in CHOICES.items():
        assert getattr(Settings(), name) == words[0]
        for word in words:
            change_setting(home, name, word)
            assert getattr(Settings.load(home), name) == word


def test_keys_of_acts_are_kept_and_given_back(home: Home) -> None:
    settings = Settings().with_keys("lock", ("Ctrl+Shift+L",)).with_keys("board", ()).with_keys("lock", ("F12", "F11"))
    settings.save(home)
    assert Settings.load(home) == settings
    assert settings.keys == (("board", ()), ("lock", ("F12", "F11")))
    assert settings.with_keys("lock", None).with_keys("board", None) == Settings()


def test_too_many_keys_are_no_settings(home: Home) -> None:
    many = Settings()
    for number in range(501):
        many = many.with_keys(f"act-{number}", ("F1",))
    many.save(home)
    with pytest.raises(SettingsDamaged):
        Settings.load(home)


def test_a_folder_in_their_place_is_said_to_be_one(home: Home) -> None:
    home.settings.mkdir()
    with pytest.raises(DiskFailed):
        Settings.load(home)


def test_there_is_nowhere_to_keep_them_without_a_home(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        change_setting(Home(tmp_path / "none"), "due_days", "3")


def test_home_is_where_the_variable_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BAILEE_HOME", str(tmp_path))
    assert Home.default() == Home(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BAILEE_HOME", "here")
    assert Home.default() == Home(tmp_path / "here")


@pytest.mark.parametrize("value", [None, ""])
def test_home_is_else_where_programs_keep_data(
    monkeypatch: pytest.MonkeyPatch, fresh_home: Path, value: str | None
) -> None:
    monkeypatch.delenv("BAILEE_HOME", raising=False)
    if value is not None:
        monkeypatch.setenv("BAILEE_HOME", value)
    assert fresh_home in Home.default().path.parents


def test_everything_lies_in_the_home_folder(home: Home) -> None:
    places = (home.registry, home.ledger, home.copies, home.public_key, home.settings)
    assert len(set(places)) == 5
    assert {place.parent for place in places} == {home.path}
