"""The language of the window: chosen by the person or the system, with the region's way to write numbers."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from app import errors
from tests.translations.__main__ import make_pseudo
from tests.translations.collecting import Text
from ui import formats
from ui.translating import Language, Translating, language_of, locale_for
from ui.words import failure

GERMANY = QLocale(QLocale.Language.German, QLocale.Country.Germany)
FRANCE = QLocale(QLocale.Language.French, QLocale.Country.France)
AMERICA = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)


@pytest.fixture
def translating(english: Translating) -> Iterator[Translating]:
    yield english
    english.choose(Language.ENGLISH)


@pytest.mark.parametrize(
    ("system", "language"),
    [
        (GERMANY, Language.GERMAN),
        (QLocale(QLocale.Language.German, QLocale.Country.Austria), Language.GERMAN),
        (AMERICA, Language.ENGLISH),
        (FRANCE, Language.ENGLISH),
        (QLocale.c(), Language.ENGLISH),
    ],
)
def test_the_systems_language_is_taken_where_there_are_texts_in_it(system: QLocale, language: Language) -> None:
    assert language_of(system) is language


@pytest.mark.parametrize(
    ("language", "system", "name"),
    [
        (Language.ENGLISH, GERMANY, "en_DE"),
        (Language.ENGLISH, AMERICA, "en_US"),
        (Language.GERMAN, QLocale(QLocale.Language.German, QLocale.Country.Switzerland), "de_CH"),
        (Language.ENGLISH, QLocale.c(), "en_GB"),
        (Language.GERMAN, QLocale.c(), "de_DE"),
    ],
)
def test_numbers_are_written_as_in_the_region(language: Language, system: QLocale, name: str) -> None:
    assert locale_for(language, system).name() == name


def test_german_is_put_on_and_taken_off(translating: Translating) -> None:
    translating.choose(Language.GERMAN)
    assert translating.language is Language.GERMAN
    assert failure(errors.VaultLocked()).happened == "Der Tresor ist gesperrt."
    assert formats.size(12_400_000_000) == "12,4 GB"
    translating.choose(Language.ENGLISH)
    assert failure(errors.VaultLocked()).happened == "The vault is locked."


def test_qts_own_texts_are_german_too(translating: Translating) -> None:
    translating.choose(Language.GERMAN)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Abbrechen"


def test_times_are_told_in_german_with_their_plurals(translating: Translating) -> None:
    translating.choose(Language.GERMAN)
    now = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    assert formats.due(now - timedelta(days=2, hours=4), now) == "2 T 4 h über"
    assert formats.due_sentence(now - timedelta(days=1, hours=2), now) == "1 Tag 2 Stunden überfällig"
    assert formats.due_sentence(now + timedelta(days=3), now) == "noch 3 Tage, dann fällig"
    assert formats.day(now) == "20. Nov. 2026"


def test_the_system_decides_unless_told_otherwise(translating: Translating) -> None:
    translating.choose(Language.SYSTEM)
    assert translating.language is language_of(QLocale.system())


def test_a_language_whose_file_is_gone_leaves_english(qapp: QApplication, tmp_path: Path) -> None:
    lost = Translating(qapp, tmp_path)
    lost.choose(Language.GERMAN)
    assert failure(errors.VaultLocked()).happened == "The vault is locked."
    lost.remove()


def test_the_pseudo_language_is_longer_and_keeps_what_is_filled_in(qapp: QApplication, tmp_path: Path) -> None:
    del qapp
    source = "Check out {what}"
    make_pseudo([Text("Sample", source), Text("Sample", "%n file(s)", is_plural=True)], tmp_path / "pseudo.qm")
    translator = QTranslator()
    assert translator.load(str(tmp_path / "pseudo.qm"))
    said = translator.translate("Sample", source)
    assert said is not None
    assert "{what}" in said
    assert len(said) >= 1.3 * len(source)
    QCoreApplication.installTranslator(translator)
    assert QCoreApplication.translate("Sample", "%n file(s)", "", 3).startswith("[3 ")
    QCoreApplication.removeTranslator(translator)
