"""Places in a text: Python counts characters, Qt counts UTF-16 code units."""


def units(text: str, characters: int) -> int:
    """Where Qt finds a character."""
    return characters + sum(ord(sign) > 0xFFFF for sign in text[:characters])


def characters(text: str, units: int) -> int:
    """Which character stands where Qt says."""
    at = 0
    for number, sign in enumerate(text):
        if at >= units:
            return number
        at += 1 + (ord(sign) > 0xFFFF)
    return len(text)


def word_at(text: str, offset: int) -> tuple[int, int]:
    """Begin and end of the word, or else the one character, at a place; before the end of the text for its very end."""
    if not text:
        return 0, 0
    begin = max(0, min(offset, len(text) - 1))
    while offset >= len(text) and begin > 0 and text[begin].isspace():
        begin -= 1
    end = begin
    while end < len(text) and (text[end].isalnum() or text[end] in "_$"):
        end += 1
    return begin, max(end, begin + 1)
