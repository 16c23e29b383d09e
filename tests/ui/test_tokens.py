"""Colours that can be told apart, lengths that fit, and no colour or style sheet anywhere else."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.theme.contrast import pairs, ratio
from ui.theme.measures import Density, Durations, Radii, measures
from ui.theme.tokens import Colours, Scheme, colours_of

UI = Path(__file__).resolve().parents[2] / "ui"
COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}\b|Qt\.GlobalColor\.(?!transparent)|QColor\(\s*[\"'\d]|(?<![.\w])rgba?\(")
COLOURS = st.from_regex(r"#[0-9A-F]{6}", fullmatch=True)


def sources() -> list[Path]:
    return sorted(UI.rglob("*.py"))


@pytest.mark.parametrize("scheme", Scheme)
def test_every_pair_that_meets_on_the_screen_has_enough_contrast(scheme: Scheme) -> None:
    found = pairs(colours_of(scheme), is_high_contrast=scheme.is_high_contrast)
    assert [f"{pair.ink} on {pair.ground}: {pair.ratio:.2f}" for pair in found if not pair.is_met] == []
    assert len(found) > 100


@pytest.mark.parametrize("scheme", Scheme)
def test_every_token_is_a_colour(scheme: Scheme) -> None:
    colours = colours_of(scheme)
    values = [getattr(colours, each.name) for each in fields(Colours) if each.name != "people"]
    assert [value for value in (*values, *colours.people) if not re.fullmatch(r"#[0-9A-F]{6}", value)] == []


def test_every_ink_and_every_ground_is_in_a_pair() -> None:
    paired = {
        name for pair in pairs(colours_of(Scheme.LIGHT), is_high_contrast=False) for name in (pair.ink, pair.ground)
    }
    free = {"border", "shadow", "disabled", "people", "on_people"}  # lines that only divide, and what cannot be used
    assert {each.name for each in fields(Colours)} - paired - free == set()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#777777", "#FFFFFF", 4.48),
        ("#767676", "#FFFFFF", 4.54),
        ("#0000FF", "#FFFFFF", 8.59),
    ],
)
def test_the_ratio_is_that_of_the_standard(one: str, other: str, expected: float) -> None:
    assert ratio(one, other) == pytest.approx(expected, abs=0.005)


@given(COLOURS, COLOURS)
def test_the_ratio_does_not_care_which_colour_is_the_ink(one: str, other: str) -> None:
    assert ratio(one, other) == ratio(other, one)
    assert 1 <= ratio(one, other) <= 21


def test_only_the_tokens_name_colours() -> None:
    naming = {
        path.relative_to(UI).as_posix(): COLOUR.findall(path.read_text(encoding="utf-8"))
        for path in sources()
        if path.name != "tokens.py"
    }
    assert {name: found for name, found in naming.items() if found} == {}


@pytest.mark.parametrize(
    "line", ['"#fff"', "'#A1B2C3'", "Qt.GlobalColor.red", 'QColor("red")', "QColor(1, 2, 3)", "rgb(1,2,3)"]
)
def test_a_colour_is_found(line: str) -> None:
    assert COLOUR.search(line)


def test_only_the_theme_sets_a_style_sheet() -> None:
    setting = [
        path.relative_to(UI).as_posix() for path in sources() if ".setStyleSheet(" in path.read_text(encoding="utf-8")
    ]
    assert setting == ["theme/theme.py"]


@given(st.integers(min_value=2, max_value=400))
def test_a_pills_radius_is_less_than_half_its_height(height: int) -> None:
    assert 0 <= Radii.pill(height) < height / 2


def test_compact_rows_are_lower_and_nothing_else_changes() -> None:
    wide, close = measures(), measures(Density.COMPACT)
    assert (close.rows.two_lines, close.rows.grid) == (36, 24)
    assert close.rows.two_lines < wide.rows.two_lines
    assert close.heights == wide.heights


@given(st.floats(min_value=1, max_value=3))
def test_what_holds_text_grows_with_the_text(scale: float) -> None:
    plain, large = measures(), measures(text_scale=scale)
    assert large.heights.button == round(plain.heights.button * scale)
    assert large.rows.two_lines == round(plain.rows.two_lines * scale)
    assert large.scaled(100) == round(100 * scale)
    assert large.spacing == plain.spacing


@pytest.mark.parametrize("density", Density)
def test_nothing_that_is_clicked_is_lower_than_the_least_target(density: Density) -> None:
    lengths = measures(density)
    heights = lengths.heights
    clicked = (
        heights.button,
        heights.main_button,
        heights.chip,
        heights.rail_item,
        lengths.rows.grid,
        lengths.rows.two_lines,
    )
    assert min(clicked) >= heights.target == 24


def test_without_motion_only_what_moves_changes() -> None:
    assert Durations().without_motion().fade == 0
    assert Durations().without_motion().toast == Durations().toast
    assert Durations().second_press_earliest < Durations().second_press_latest
