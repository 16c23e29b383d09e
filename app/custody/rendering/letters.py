"""Makes text from anywhere fit to print: what a font cannot show is written as an escape, what is too long is cut."""

import unicodedata
from collections.abc import Callable

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
LONGEST_TEXT = 600
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def shown(untrusted: str, is_in_font: Callable[[str], bool], *, longest: int = LONGEST_TEXT) -> str:
    r"""Text in which every character can be seen: control characters, directions and unknown ones as \u{XXXX}."""
    # Composed first: a font has a place for "é" but puts a single accent where it likes.
    text = unicodedata.normalize("NFC", untrusted[: longest + 1]).replace("\\u{", "\\u{5C}u{")
    letters = [char if is_printable(char) and is_in_font(char) else f"\\u{{{ord(char):X}}}" for char in text]
    return "".join(letters[:longest]) + (ELLIPSIS if len(letters) > longest else "")


def is_printable(char: str) -> bool:
    """Whether a character is one that a reader sees and that changes nothing but itself."""
    return unicodedata.category(char) not in _UNSEEN


def is_right_to_left(text: str) -> bool:
    """Whether some of it is read from right to left."""
    return any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text)


def lines_of(text: str, width_of: Callable[[str], float], room: float, most: int) -> list[str]:
    """Break text into lines that are no wider than `room`, between words if it can be; what is left over is cut."""
    lines: list[str] = []
    while text and len(lines) < most:
        end = _fitting(text, width_of, room)
        line, rest = _at_a_space(text, end) if end < len(text) else (text, "")
        if rest and len(lines) == most - 1:
            line = _cut(line, width_of, room)
        lines.append(line)
        text = rest
    return lines or [""]


def _fitting(text: str, width_of: Callable[[str], float], room: float) -> int:
    """How many characters fit, at least one."""
    used = 0.0
    for at, char in enumerate(text):
        used += width_of(char)
        if used > room:
            return max(1, at)
    return len(text)


def _at_a_space(text: str, end: int) -> tuple[str, str]:
    space = text.rfind(" ", 0, end + 1)
    if space <= 0:
        return text[:end], text[end:]
    return text[:space].rstrip(" "), text[space:].lstrip(" ")


def _cut(line: str, width_of: Callable[[str], float], room: float) -> str:
    kept = line[: _fitting(line, width_of, room - width_of(ELLIPSIS))]
    return kept.rstrip(" ") + ELLIPSIS
