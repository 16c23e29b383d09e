"""Which screen stands at which place. Each is imported when it is first gone to, so that the start waits for none."""

from collections.abc import Callable

from ui.places import Where
from ui.preferences import Preferences
from ui.screens.screen import Screen
from ui.surroundings import Surroundings

Maker = Callable[[Surroundings], Screen]


def makers(preferences: Preferences) -> dict[Where, Maker]:
    """A maker for every place."""
    return {
        Where.BOARD: _board,
        Where.TICKETS: _tickets,
        Where.CUSTOMERS: _customers,
        Where.BACKUPS: _backups,
        Where.LOG: _log,
        Where.COPY: _copy,
        Where.SETTINGS: lambda around: _settings(around, preferences),
    }


def _board(around: Surroundings) -> Screen:
    from ui.screens.board.screen import BoardScreen  # noqa: PLC0415

    return BoardScreen(around)


def _tickets(around: Surroundings) -> Screen:
    from ui.screens.tickets.screen import TicketsScreen  # noqa: PLC0415

    return TicketsScreen(around)


def _customers(around: Surroundings) -> Screen:
    from ui.screens.coming import customers_screen  # noqa: PLC0415

    return customers_screen(around)


def _backups(around: Surroundings) -> Screen:
    from ui.screens.coming import backups_screen  # noqa: PLC0415

    return backups_screen(around)


def _log(around: Surroundings) -> Screen:
    from ui.screens.log.screen import LogScreen  # noqa: PLC0415

    return LogScreen(around)


def _copy(around: Surroundings) -> Screen:
    from ui.screens.copy.own_window import copy_screen  # noqa: PLC0415

    return copy_screen(around)


def _settings(around: Surroundings, preferences: Preferences) -> Screen:
    from ui.screens.settings.screen import SettingsScreen  # noqa: PLC0415

    return SettingsScreen(around, preferences)
