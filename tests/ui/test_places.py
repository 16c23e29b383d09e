"""The way through the window, and back."""

import pytest
from PySide6.QtWidgets import QApplication

from ui.places import Navigator, Place, Where

TICKETS, LOG, COPY = Place(Where.TICKETS), Place(Where.LOG), Place(Where.COPY, "ERP-4711")


@pytest.fixture
def navigator(qapp: QApplication) -> Navigator:
    del qapp
    return Navigator()


def test_it_begins_at_the_board_with_nowhere_to_go_back_to(navigator: Navigator) -> None:
    assert navigator.place == Place(Where.BOARD)
    navigator.back()
    navigator.forward()
    assert navigator.place == Place(Where.BOARD)
    assert not navigator.can_go_back
    assert not navigator.can_go_forward


def test_back_and_forward_walk_the_way_that_was_gone(navigator: Navigator) -> None:
    seen: list[Place] = []
    navigator.moved.connect(seen.append)
    navigator.go(TICKETS)
    navigator.go(COPY)
    navigator.back()
    assert navigator.can_go_forward
    navigator.back()
    navigator.forward()
    assert seen == [TICKETS, COPY, TICKETS, Place(Where.BOARD), TICKETS]


def test_a_new_way_forgets_where_one_came_back_from(navigator: Navigator) -> None:
    navigator.go(TICKETS)
    navigator.go(COPY)
    navigator.back()
    navigator.go(LOG)
    assert not navigator.can_go_forward
    navigator.back()
    assert navigator.place == TICKETS


def test_going_where_one_is_tells_again_but_is_no_step(navigator: Navigator) -> None:
    seen: list[Place] = []
    navigator.go(TICKETS)
    navigator.moved.connect(seen.append)
    navigator.go(TICKETS)
    navigator.back()
    assert seen == [TICKETS, Place(Where.BOARD)]


def test_the_way_is_remembered_for_a_while_only(navigator: Navigator) -> None:
    for n in range(300):
        navigator.go(Place(Where.COPY, f"T-{n}"))
    steps = 0
    while navigator.can_go_back:
        navigator.back()
        steps += 1
    assert steps == 99
    assert navigator.place == Place(Where.COPY, "T-200")
