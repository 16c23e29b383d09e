"""Any bytes are a path inside the copy, or are refused; nothing leads out of it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.copies.paths import check_name, shown, split_path
from app.errors import NameRefused


@given(st.binary() | st.lists(st.sampled_from([b"..", b".", b"", b"a", b"\0", b"\xff"])).map(b"/".join))
@example(b"a" * 1025)
@example(b"/" + b"a" * 1024 + b"/")
def test_any_bytes_give_the_parts_of_a_path_or_are_refused(path: bytes) -> None:
    try:
        parts = split_path(path)
    except NameRefused as error:
        refusal: NameRefused | None = error
    else:
        refusal = None
    if refusal:
        assert refusal.path == shown(path)
        assert refusal.reason
        return
    assert b"/".join(parts) == path.strip(b"/")
    for part in parts:
        assert check_name(part, path) == part
        assert part not in {b"", b".", b".."}
        assert not {0, ord("/")} & set(part)
        assert len(part) <= 1024


@pytest.mark.parametrize("name", [b"", b".", b"..", b"a/b", b"a\0", b"a" * 1025])
def test_a_name_that_cannot_stand_in_a_folder_is_refused(name: bytes) -> None:
    with pytest.raises(NameRefused):
        check_name(name, name)


@given(st.binary())
def test_any_path_can_be_shown_on_one_line(path: bytes) -> None:
    text = shown(path)
    assert text
    assert text.isprintable()
    text.encode()


def test_paths_are_shown_as_people_write_them() -> None:
    assert shown(b"") == "/"
    assert shown("Müller/Anna".encode()) == "Müller/Anna"
    assert shown(b"\xff\n\x1b[0m") == "\\xff\\n\\x1b[0m"
