"""What tests of the window ask for: a theme, a real vault behind a passphrase, and everything a screen is handed."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.settings import Home
from tests.ui.driving import Driver
from tests.ui.vaults import (
    SECONDS_TO_UNLOCK,
    MemoryInside,
    RecordedNotices,
    copy_vault,
    make_vault,
    opener,
    quick_place,
    write_tree,
)
from tests.ui.whole import Whole, whole_program
from ui.acts import ActRegistry
from ui.collecting import Collector
from ui.jobs import JobRunner
from ui.places import Navigator
from ui.session import VaultSession
from ui.surroundings import Surroundings
from ui.theme.system_look import SystemLook
from ui.theme.theme import Theme
from ui.theme.tokens import Scheme
from ui.translating import Language, Translating


@pytest.fixture(scope="session")
def collector(qapp: QApplication) -> Iterator[Collector]:
    """As in the program: else a worker thread that happens to look for cycles frees widgets, and the process dies."""
    collector = Collector(qapp)
    yield collector
    collector.close()


@pytest.fixture(autouse=True)
def cycles(collector: Collector) -> Iterator[None]:
    """Whatever a test leaves behind goes between tests, on this thread."""
    yield
    collector.look()


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[Translating]:
    """English texts with their plurals, and British numbers and times, on every machine."""
    translating = Translating(qapp)
    translating.choose(Language.ENGLISH)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield translating
    translating.remove()


@pytest.fixture
def app_theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme on the application."""
    theme = Theme(qapp, SystemLook(qapp))
    theme.show_scheme(Scheme.LIGHT)
    yield theme
    theme.close()


@pytest.fixture(scope="session")
def vault_template() -> Iterator[Home]:
    """A vault made once, with a real key derivation, and only ever copied."""
    with tempfile.TemporaryDirectory(prefix="bailee-vault-", dir=quick_place()) as folder:
        yield make_vault(Path(folder, "home"))


@pytest.fixture
def home(vault_template: Home) -> Iterator[Home]:
    """A locked vault behind tests.ui.vaults.PASSPHRASE, with customers and tickets."""
    with tempfile.TemporaryDirectory(prefix="bailee-home-", dir=quick_place()) as folder:
        yield copy_vault(vault_template, Path(folder, "home"))


@pytest.fixture
def customer_folder(tmp_path: Path) -> Path:
    """A customer's folder that can be checked out."""
    return write_tree(tmp_path / "customers" / "erp export")


@pytest.fixture
def locked_session(qapp: QApplication, home: Home) -> Iterator[VaultSession]:
    """The session of the vault, not unlocked yet."""
    del qapp
    runner = JobRunner()
    session = VaultSession(home, runner)
    yield session
    session.lock()
    runner.shutdown()


@pytest.fixture
def session(locked_session: VaultSession, qtbot: QtBot) -> VaultSession:
    """The same, unlocked."""
    locked_session.unlock(opener(locked_session.home))
    qtbot.waitUntil(lambda: locked_session.is_unlocked, timeout=SECONDS_TO_UNLOCK * 1000)
    return locked_session


@pytest.fixture
def notices() -> RecordedNotices:
    """Keeps what was told."""
    return RecordedNotices()


@pytest.fixture
def around(app_theme: Theme, session: VaultSession, notices: RecordedNotices) -> Iterator[Surroundings]:
    """Everything a screen is handed, around the unlocked vault."""
    owner = QObject()
    yield Surroundings(app_theme, session, ActRegistry(app_theme, owner), Navigator(owner), notices, MemoryInside())
    owner.deleteLater()


@pytest.fixture
def drive(qtbot: QtBot) -> Callable[[QWidget], Driver]:
    """Shows a widget as a window and gives somebody who drives it."""

    def shown(window: QWidget) -> Driver:
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        return Driver(qtbot, window)

    return shown


@pytest.fixture
def whole(qtbot: QtBot, qapp: QApplication, home: Home) -> Iterator[Whole]:
    """The whole program over the locked vault."""
    with whole_program(qtbot, qapp, home) as person:
        yield person


@pytest.fixture
def unlocked(whole: Whole) -> Whole:
    """The same, unlocked by typing."""
    whole.unlock()
    return whole
