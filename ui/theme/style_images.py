"""The few pictures a style sheet can only name by path (check mark, arrows), in the colours of the moment.

They are made from the icon files and registered with Qt's resource system from memory, under a path that no two sets
of colours share: Qt keeps pictures by path. Nothing is written to the disk. The layout of such data is that of Qt's
`rcc`, version 1: a tree of nodes, a table of names, and the files, each with its length before it.
"""

import struct
from collections.abc import Mapping

from PySide6.QtCore import qRegisterResourceData, qUnregisterResourceData

from ui.icons.names import Icon
from ui.icons.rendering import FOLDER
from ui.theme.tokens import Colours

VERSION = 1
DIRECTORY = 2
ANY_COUNTRY = 0
C_LANGUAGE = 1


class StyleImages:
    """The pictures of one set of colours; registered until `release`."""

    def __init__(self, colours: Colours, number: int) -> None:
        self._folder = f"bailee-style-{number}"
        files = {name: _coloured(icon, colour) for name, (icon, colour) in _pictures(colours).items()}
        files |= _shapes(colours)
        self._parts = resource_of(self._folder, files)  # Qt reads these bytes where they are: keep them
        tree, names, data = self._parts
        if not qRegisterResourceData(VERSION, tree, names, data):
            raise RuntimeError(self._folder)

    def url(self, name: str) -> str:
        """What a style sheet writes to show the picture `name`."""
        return f"url(:/{self._folder}/{name}.svg)"

    def release(self) -> None:
        """Take them back; no style sheet may name them any more."""
        tree, names, data = self._parts
        qUnregisterResourceData(VERSION, tree, names, data)


def resource_of(folder: str, files: Mapping[str, bytes]) -> tuple[bytes, bytes, bytes]:
    """Tree, names and data of one folder of SVG files for `qRegisterResourceData`."""
    names, data, nodes = bytearray(), bytearray(), bytearray()
    # Qt finds a file by halving, so they stand in the order of the hashes of their names.
    ordered = sorted(files.items(), key=lambda item: _hash(f"{item[0]}.svg"))
    nodes += struct.pack(">IHII", 0, DIRECTORY, 1, 1)  # the root, which has no name: one child, node 1
    nodes += struct.pack(">IHII", _add_name(names, folder), DIRECTORY, len(ordered), 2)
    for name, content in ordered:
        at = _add_name(names, f"{name}.svg")
        nodes += struct.pack(">IHHHI", at, 0, ANY_COUNTRY, C_LANGUAGE, len(data))
        data += struct.pack(">I", len(content)) + content
    return bytes(nodes), bytes(names), bytes(data)


def _pictures(colours: Colours) -> dict[str, tuple[Icon, str]]:
    return {
        "check": (Icon.CHECK, colours.on_accent),
        "check-disabled": (Icon.CHECK, colours.disabled),
        "partly": (Icon.REMOVE, colours.on_accent),
        "down": (Icon.CHEVRON_DOWN, colours.text_2),
        "down-disabled": (Icon.CHEVRON_DOWN, colours.disabled),
        "up": (Icon.CHEVRON_UP, colours.text_2),
        "right": (Icon.CHEVRON_RIGHT, colours.text_2),
        "left": (Icon.CHEVRON_LEFT, colours.text_2),
        "cross": (Icon.CROSS, colours.text_2),
    }


def _shapes(colours: Colours) -> dict[str, bytes]:
    """The middle of a radio button, and switches: filled shapes, which no icon is."""
    return {
        "dot": _svg(24, f'<circle cx="12" cy="12" r="7" fill="{colours.on_accent}"/>'),
        "dot-disabled": _svg(24, f'<circle cx="12" cy="12" r="7" fill="{colours.disabled}"/>'),
        "switch-off": _switch(colours.field, colours.strong_border, colours.strong_border, is_on=False),
        "switch-on": _switch(colours.fill, colours.fill, colours.on_accent, is_on=True),
        "switch-disabled": _switch(colours.bg, colours.disabled, colours.disabled, is_on=False),
    }


def _switch(ground: str, edge: str, knob: str, *, is_on: bool) -> bytes:
    body = f'<rect x="1" y="1" width="30" height="16" rx="8" fill="{ground}" stroke="{edge}" stroke-width="1"/>'
    return _svg(32, f'{body}<circle cx="{23 if is_on else 9}" cy="9" r="5" fill="{knob}"/>', height=18)


def _svg(width: int, body: str, height: int | None = None) -> bytes:
    box = f"0 0 {width} {height or width}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{body}</svg>'.encode("ascii")


def _coloured(icon: Icon, colour: str) -> bytes:
    drawing = (FOLDER / f"{icon.value}.svg").read_bytes()
    return drawing.replace(b"currentColor", colour.encode("ascii"))


def _add_name(names: bytearray, name: str) -> int:
    at = len(names)
    names += struct.pack(">HI", len(name), _hash(name)) + name.encode("utf-16-be")
    return at


def _hash(name: str) -> int:
    value = 0
    for character in name:
        value = (value << 4) + ord(character)
        value ^= (value & 0xF0000000) >> 23
        value &= 0x0FFFFFFF
    return value
