"""Exchanges the letters and digits of a text for others in the same places, so that different texts stay different."""

from app.masking.keyed import Choices

_MOST_PLACES = 64
_SIZES = {"9": 10, "A": 26, "a": 26}
_FIRST = {"9": ord("0"), "A": ord("A"), "a": ord("a")}


def exchanged(text: str, choices: Choices, *, begin: int = 0, leading: bool = False) -> str:
    """`text` with other letters and digits from `begin` on; everything else stays in its place.

    With `leading`, zeros in front stay, and the first other digit does not become zero. Letters and digits that are
    not ASCII are exchanged for some that are. What differs stays different: surely so for ASCII of up to 64 places,
    and but for the odds of a keyed digest otherwise.
    """
    places = [at for at in range(begin, len(text)) if text[at].isalnum()]
    while leading and places and text[places[0]] == "0":
        places.pop(0)
    if not places:
        return text
    classes = [_class_of(text[at]) for at in places]
    sizes = [_SIZES[each] for each in classes]
    lowest = [_FIRST[each] for each in classes]
    if leading and classes[0] == "9":
        sizes[0], lowest[0] = 9, ord("1")
    old = [(ord(text[at]) - low) % size for at, low, size in zip(places, lowest, sizes, strict=True)]
    if len(places) > _MOST_PLACES:
        steps = choices.stream(text, len(places))
        new = [(place + 1 + step % (size - 1)) % size for place, step, size in zip(old, steps, sizes, strict=True)]
    else:
        new = choices.exchange(old, sizes, _shape(text, places, classes))
    characters = list(text)
    for at, low, place in zip(places, lowest, new, strict=True):
        characters[at] = chr(low + place)
    return "".join(characters)


def _class_of(character: str) -> str:
    if character.isdecimal():
        return "9"
    return "A" if character.isupper() else "a"


def _shape(text: str, places: list[int], classes: list[str]) -> str:
    """What is not exchanged, and for what is exchanged its class; characters outside ASCII count as themselves."""
    characters = list(text)
    for at, each in zip(places, classes, strict=True):
        if text[at].isascii():
            characters[at] = each
    return f"{places[0]}:{''.join(characters)}"
