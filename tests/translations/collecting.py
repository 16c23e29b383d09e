"""Finds every text of the window that is to be translated, by reading the source.

Qt's own lupdate reads Python too, but loses plurals of `QCoreApplication.translate` and says nothing about texts that
are put together at run time. The files are those of lupdate, so Qt Linguist and lrelease work on them.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FAILURES = "Failures"  # the context of ui.wording.Words


@dataclass(frozen=True, slots=True)
class Text:
    """A text as written in the source. `comment` tells texts apart that are the same in English."""

    context: str
    source: str
    comment: str = ""
    is_plural: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """What a translation is found by."""
        return self.context, self.source, self.comment


@dataclass(frozen=True, slots=True)
class Unusable:
    """A call that asks for a translation that nobody can make."""

    place: str
    why: str


class _Collector(ast.NodeVisitor):
    def __init__(self, file: str) -> None:
        self._file = file
        self._classes: list[str] = []
        self.bases: set[str] = set()
        self.texts: list[Text] = []
        self.unusable: list[Unusable] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.bases |= {base.id for base in node.bases if isinstance(base, ast.Name)}
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        match node.func:
            case ast.Attribute(value=ast.Name(id="self"), attr="tr"):
                self._tr(node)
            case ast.Attribute(attr="tr"):
                self._refuse(node, "tr of another object: its context is not known here")
            case ast.Attribute(value=ast.Name(id="QCoreApplication" | "QApplication"), attr="translate"):
                self._translate(node)
            case ast.Name(id="translate" | "later" | "QT_TRANSLATE_NOOP"):
                self._translate(node)
            case ast.Name(id="Words"):
                self._words(node)
        self.generic_visit(node)

    def _tr(self, node: ast.Call) -> None:
        if not self._classes:
            self._refuse(node, "self.tr outside of a class")
        elif node.args and not self._is_text(node.args[0]):
            self._refuse(node, "not a text but an expression: use self.tr on texts and format what comes out")
        elif node.args:
            self._take(node, self._classes[-1], node.args[0], node.args[1:2], is_plural=_is_plural(node, at=2))

    def _translate(self, node: ast.Call) -> None:
        if len(node.args) < 2 or not self._is_text(node.args[0]):
            self._refuse(node, "the context must be a text")
        elif isinstance(node.args[1], ast.JoinedStr | ast.BinOp):
            self._refuse(node, "put together at run time: translate a text and format what comes out")
        elif self._is_text(node.args[1]):  # else it was marked with `later` where it is written
            context = ast.literal_eval(node.args[0])
            self._take(node, context, node.args[1], node.args[2:3], is_plural=_is_plural(node, at=3))

    def _words(self, node: ast.Call) -> None:
        for argument in node.args:
            if self._is_text(argument):
                self._take(node, FAILURES, argument, [], is_plural=False)
            else:
                self._refuse(node, "words must be texts")

    def _take(
        self, node: ast.Call, context: str, source: ast.expr, comment: list[ast.expr], *, is_plural: bool
    ) -> None:
        text = ast.literal_eval(source)
        if is_plural != ("%n" in text):
            self._refuse(node, "a plural has both %n in its text and a number after it")
        said = ast.literal_eval(comment[0]) if comment and self._is_text(comment[0]) else ""
        self.texts.append(Text(context, text, said, is_plural))

    @staticmethod
    def _is_text(node: ast.expr) -> bool:
        return isinstance(node, ast.Constant) and isinstance(node.value, str)

    def _refuse(self, node: ast.Call, why: str) -> None:
        self.unusable.append(Unusable(f"{self._file}:{node.lineno}", why))


def _is_plural(node: ast.Call, *, at: int) -> bool:
    return len(node.args) > at or any(keyword.arg == "n" for keyword in node.keywords)


def texts_in(source: str, file: str = "<source>") -> tuple[list[Text], list[Unusable]]:
    """The texts of one source, in order, each once."""
    collector = _collected(source, file)
    return list(dict.fromkeys(collector.texts)), collector.unusable + _lost_plurals(collector.texts, collector.bases)


def _collected(source: str, file: str) -> _Collector:
    collector = _Collector(file)
    collector.visit(ast.parse(source))
    return collector


def _lost_plurals(texts: list[Text], bases: set[str]) -> list[Unusable]:
    """PySide asks for the texts of the own class first, and takes a number put into the English text for an answer."""
    why = "a plural in a class that others derive from is never translated: use QCoreApplication.translate"
    return [
        Unusable(f"{text.context}: {text.source!r}", why) for text in texts if text.is_plural and text.context in bases
    ]


def _sources(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*.py")) if not path.name.startswith("gallery"))


def texts_of(folder: Path) -> tuple[list[Text], list[Unusable]]:
    """The texts of all sources below a folder but the gallery's, which is for developers; by context, each once."""
    texts: list[Text] = []
    unusable: list[Unusable] = []
    bases: set[str] = set()
    for path in _sources(folder):
        collector = _collected(path.read_text("utf-8"), path.relative_to(folder.parent).as_posix())
        texts += collector.texts
        unusable += collector.unusable
        bases |= collector.bases
    texts = sorted(dict.fromkeys(texts), key=lambda text: text.context)
    return texts, unusable + _lost_plurals(texts, bases)
