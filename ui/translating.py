"""The language of the window: English or German, of Bailee's own texts and of Qt's."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "translations"


class Language(StrEnum):
    """The languages there are texts in, and the one the system is set to."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"


_QT_LANGUAGES = {Language.ENGLISH: QLocale.Language.English, Language.GERMAN: QLocale.Language.German}


def language_of(system: QLocale) -> Language:
    """The language for a system: the first that it wants and there are texts in, else English."""
    for wanted in system.uiLanguages():
        for language in _QT_LANGUAGES:
            if wanted.replace("_", "-").split("-")[0] == language.value:
                return language
    return Language.ENGLISH


def locale_for(language: Language, system: QLocale) -> QLocale:
    """How numbers and times are written: in the language of the texts, as usual in the region of the system."""
    if system.language() is QLocale.Language.C:
        region = QLocale.Country.Germany if language is Language.GERMAN else QLocale.Country.UnitedKingdom
    else:
        region = system.territory()
    return QLocale(_QT_LANGUAGES[language], region)


class Translating:
    """Puts texts of a language on the application. One per application, kept as long as it."""

    def __init__(self, application: QCoreApplication, folder: Path = FOLDER) -> None:
        self._application = application
        self._folder = folder
        self._installed: list[QTranslator] = []
        self._language = Language.ENGLISH

    @property
    def language(self) -> Language:
        """The language in force; never SYSTEM."""
        return self._language

    def choose(self, language: Language) -> None:
        """Put it in force. Every widget is told by an event of type LanguageChange."""
        system = QLocale.system()
        self._language = language_of(system) if language is Language.SYSTEM else language
        QLocale.setDefault(locale_for(self._language, system))
        own = self._folder / f"bailee_{self._language.value}.qm"
        qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), f"qtbase_{self._language.value}.qm")
        self.install(qt, own)

    def install(self, *files: Path) -> None:
        """Put the texts of these files in force instead of others; a later one wins. One that is missing is left out.

        English has texts for plurals only, and Qt none at all: what is missing is shown as it is written.
        """
        self.remove()
        for file in files:
            translator = QTranslator()
            if translator.load(str(file)):
                self._application.installTranslator(translator)
                self._installed.append(translator)

    def remove(self) -> None:
        """Take all of them off again."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed.clear()
