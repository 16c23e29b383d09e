"""The window on a stage: driven by name as in the tests, and pictured in each look and size."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.copies.sealed_copy import copy_lock
from app.settings import Home
from tests.ui.driving import Driver
from tests.ui.finding import Spot
from tests.ui.vaults import PASSPHRASE
from ui.program import Program
from ui.theme.tokens import Scheme
from ui.translating import Language, Translating

_SETTLES_MS = 120


@dataclass(frozen=True, slots=True)
class Views:
    """What each moment is pictured in, and where the pictures go."""

    folder: Path
    schemes: Sequence[Scheme]
    sizes: Sequence[tuple[int, int]]
    language: Language
    pseudo: Path | None = None
    mark: str = ""
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What English texts are called in the language of the pictures; a text can have several."""

    def said(self, text: str) -> list[str]:
        """What `text` may be called there; it may be a source with its {facts} filled in."""
        if text in self.words:
            return [*self.words[text], text]
        for source, forms in self.words.items():
            pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(source))
            found = re.fullmatch(pattern, text) if "{" in source and source.count("{") == 1 else None
            if found:
                return [*(form.format_map(found.groupdict()) for form in forms), text]
        return [text]


class _Time:
    """Lets the window work while a driver waits."""

    def wait(self, ms: int, /) -> None:
        QTest.qWait(ms)


class Stage(Driver):
    """One run of the program over one vault."""

    def __init__(self, program: Program, views: Views) -> None:
        super().__init__(_Time(), program.window)
        self._program = program
        self._views = views
        self.taken: list[Path] = []

    def spot(self, name: str, *, within: str | QWidget | None = None) -> Spot:
        """Where to click on what has this name, in the language of the pictures."""
        said = next((each for each in self._views.said(name) if super(Stage, self).has(each)), name)
        return super().spot(said, within=within)

    def has(self, name: str) -> bool:
        """Whether something of this name could be clicked now."""
        return any(super(Stage, self).has(each) for each in self._views.said(name))

    def says(self, text: str) -> bool:
        """Whether this can be read anywhere."""
        return any(super(Stage, self).says(each) for each in self._views.said(text))

    def unlock(self) -> None:
        """Type the passphrase and wait for the board."""
        self.wait_for("Unlock")
        self.type(PASSPHRASE.decode())
        self.key("Return")
        self.wait(lambda: self._program.window.frame is not None and self._program.window.frame.isVisible())
        self.settle()

    def miss(self, name: str) -> None:
        """Picture what is there instead of what was expected, once."""
        path = self._views.folder / f"missed-{name.replace(' ', '-')}.png"
        self._program.window.grab().save(str(path))

    def act(self, act_id: str) -> None:
        """Run an act of the registry, as its shortcut would; independent of the language."""
        frame = self._program.window.frame
        if frame is None or not frame.acts.run(act_id):
            reason = frame.acts.why_not(act_id) if frame is not None else "locked"
            message = f"{act_id}: {reason}"
            raise AssertionError(message)
        self.settle()

    @contextmanager
    def copy_in_use(self, ticket: str) -> Iterator[None]:
        """Somebody works in the ticket's copy, until the block ends."""
        vault = self._program.window._session.vault
        copies = vault.registry.copies.of_ticket(vault.registry.tickets.by_number(ticket).id)
        with ExitStack() as stack:
            for record in copies:
                stack.enter_context(copy_lock(vault.folder_of(record.id), record.id))
            yield

    @contextmanager
    def source_gone(self, customer: str) -> Iterator[None]:
        """The customer's folders are somewhere else, until the block ends."""
        at = self._program.window._session.home.path.parent / "customers" / customer
        away = at.rename(at.with_name(f"{customer} away"))
        try:
            yield
        finally:
            away.rename(at)

    def settle(self, ms: int = _SETTLES_MS) -> None:
        """Let what was begun come to the screen."""
        if QApplication.activeWindow() is None:
            self._program.window.activateWindow()
        QTest.qWait(ms)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def take(self, name: str) -> None:
        """Picture this moment in every look and size."""
        window, views = self._program.window, self._views
        for width, height in views.sizes:
            window.resize(width, height)
            for scheme in views.schemes:
                self._program._theme.show_scheme(scheme)
                self.settle()
                path = views.folder / f"{name}-{scheme.value}-{width}x{height}{views.mark}.png"
                if not window.grab().save(str(path)):
                    raise OSError(path)
                self.taken.append(path)
        self._program._theme.show_scheme(views.schemes[0])
        window.resize(*views.sizes[-1])
        self.settle()


def _chosen(views: Views) -> Callable[[Translating, Language], None]:
    """Puts on the language of the pictures, whatever the settings say."""
    real = Translating.choose

    def choose(translating: Translating, _language: Language) -> None:
        real(translating, views.language)
        if views.pseudo is not None:
            translating.install(views.pseudo)

    return choose


@contextmanager
def staged(application: QApplication, home: Home, views: Views) -> Iterator[Stage]:
    """The program over a vault; put away at the end."""
    with patch.object(Translating, "choose", _chosen(views)):
        program = Program(application, home, "")
    program.window.resize(*views.sizes[-1])
    try:
        yield Stage(program, views)
    finally:
        program.window.end()
        program.close()
        program.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
