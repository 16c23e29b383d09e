"""The collector of texts finds what is to be translated and refuses what cannot be, and the judge sees every fault."""

from pathlib import Path

import pytest

from tests.translations.collecting import Text, texts_in, texts_of
from tests.translations.judging import problems
from tests.translations.making import english_plurals, pseudo, release
from tests.translations.ts_file import Translation, Translations, read_ts, ts_text

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ('self.tr("Open copy")', Text("Pane", "Open copy")),
        ('self.tr("Open", "a ticket")', Text("Pane", "Open", "a ticket")),
        ('self.tr("%n file(s)", "", len(x))', Text("Pane", "%n file(s)", "", is_plural=True)),
        ('self.tr("joined " "of two")', Text("Pane", "joined of two")),
        ('QCoreApplication.translate("Formats", "over")', Text("Formats", "over")),
        ('QCoreApplication.translate("F", "%n day(s)", None, self.n)', Text("F", "%n day(s)", "", is_plural=True)),
        ('QCoreApplication.translate("F", "%n day(s)", n=3)', Text("F", "%n day(s)", "", is_plural=True)),
        ('translate("Formats", "now", "due")', Text("Formats", "now", "due")),
        ('later("Steps", "Reading")', Text("Steps", "Reading")),
        ('lambda: self.tr("late")', Text("Pane", "late")),
    ],
)
def test_a_text_is_found(line: str, text: Text) -> None:
    assert texts_in(f"class Pane(QWidget):\n    def f(self):\n        {line}\n") == ([text], [])


def test_words_of_failures_are_three_texts() -> None:
    found, _ = texts_in('WORDS = {X: Words("It broke.", "Nothing was lost.", "Try again.")}')
    assert found == [Text("Failures", each) for each in ("It broke.", "Nothing was lost.", "Try again.")]


@pytest.mark.parametrize(
    "line",
    [
        'self.tr(f"{n} files")',
        'self.tr("a" + b)',
        "self.tr(text)",
        'pane.tr("Open")',
        'self.tr("%n files")',
        'self.tr("files", "", n)',
        'QCoreApplication.translate("F", f"{n} files")',
        'QCoreApplication.translate(context, "files")',
        'Words("It broke.", f"{n} lost.", "Try again.")',
    ],
)
def test_what_nobody_can_translate_is_refused(line: str) -> None:
    assert texts_in(f"class Pane(QWidget):\n    def f(self):\n        {line}\n")[1]


def test_a_plural_that_a_subclass_would_lose_is_refused() -> None:
    source = 'class Pane(QWidget):\n    def f(self):\n        self.tr("%n file(s)", "", 3)\n'
    assert texts_in(source)[1] == []
    assert texts_in(source + "class Small(Pane): ...\n")[1]


def test_a_text_that_is_marked_elsewhere_and_translate_of_str_are_left_alone() -> None:
    assert texts_in('QCoreApplication.translate("Steps", WORDS[step])\nname.translate(TABLE)') == ([], [])


def test_every_text_of_the_window_can_be_translated() -> None:
    texts, unusable = texts_of(ROOT / "ui")
    assert unusable == []
    assert len(texts) > 300


TEXTS = [Text("A", "Held {days} < 7 & more."), Text("A", "%n file(s)", "of a copy", is_plural=True), Text("B", "Wipe")]
FORMS = {"A": ("Seit {days} < 7 & mehr.",), "%": ("%n Datei", "%n Dateien"), "B": ("Vernichten",)}


def _german() -> Translations:
    forms = (FORMS["A"], FORMS["%"], FORMS["B"])
    return Translations("de", {text.key: Translation(text, each) for text, each in zip(TEXTS, forms, strict=True)})


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "x.ts").write_text(ts_text(_german()), "utf-8")
    assert read_ts(tmp_path / "x.ts", "de") == _german()
    assert problems(_german(), TEXTS) == []


def test_new_texts_are_unfinished_and_old_ones_go(tmp_path: Path) -> None:
    merged = _german().merged([TEXTS[0], Text("C", "New")])
    (tmp_path / "x.ts").write_text(ts_text(merged), "utf-8")
    assert [entry.is_finished for entry in read_ts(tmp_path / "x.ts", "de").entries.values()] == [True, False]
    assert problems(merged, TEXTS[:1]) == ["no longer in the program: C: 'New'", "not translated: C: 'New'"]
    assert problems(merged, TEXTS[:2])[0] == "not in the file: A: '%n file(s)' (of a copy)"


@pytest.mark.parametrize(
    ("source", "form", "fault"),
    [
        ("Held {days} d", "Seit {tage} T", "names"),
        ("Held {days} d", "Seit T", "names"),
        ("It broke.", "Kaputt", "sign at the end"),
        ("Export changes…", "Exportieren", "sign at the end"),
        ("Open", " Öffnen", "space"),
        ("&Open", "Öffnen", "mnemonic"),
        ("Close && wipe", "Schließen & vernichten", "mnemonic"),
    ],
)
def test_a_faulty_translation_is_found(source: str, form: str, fault: str) -> None:
    text = Text("A", source)
    found = problems(Translations("de", {text.key: Translation(text, (form,))}), [text])
    assert (fault in " ".join(found)) is (source != "Close && wipe")


def test_a_plural_needs_its_number_in_the_second_form() -> None:
    text = Text("A", "%n file(s)", is_plural=True)
    right, wrong = ("eine Datei", "%n Dateien"), ("%n Datei", "Dateien")
    assert problems(Translations("de", {text.key: Translation(text, right)}), [text]) == []
    assert problems(Translations("de", {text.key: Translation(text, wrong)}), [text])


@pytest.mark.parametrize(
    ("source", "forms"),
    [
        ("%n file(s)", ("%n file", "%n files")),
        ("%n copy(s)", ("%n copy", "%n copies")),
        ("%n day(s)", ("%n day", "%n days")),
        ("%n box(es)", ("%n box", "%n boxes")),
        ("%n other change(s)", ("%n other change", "%n other changes")),
        ("%n job(s) go on", ()),
        ("%n hold(s) changes", ()),
    ],
)
def test_a_number_of_things_is_told_in_english_and_more_is_left_to_a_person(
    source: str, forms: tuple[str, ...]
) -> None:
    text = Text("A", source, is_plural=True)
    assert english_plurals(Translations("en").merged([text])).entries[text.key].forms == forms


def test_a_pseudo_text_keeps_what_is_filled_in() -> None:
    said = next(iter(pseudo([Text("A", "Held {days} d")]).entries.values())).forms[0]
    assert said == "[Héld {days} d···]"


def test_both_files_are_made(tmp_path: Path) -> None:
    release(_german(), tmp_path / "x.ts", tmp_path / "x.qm")
    assert read_ts(tmp_path / "x.ts", "de") == _german()
    assert (tmp_path / "x.qm").stat().st_size > 50
