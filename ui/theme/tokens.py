"""The colours of Bailee, by meaning: light, dark, and high contrast in both. No other module names a colour.

Text reaches 4.5 to 1 on every surface it stands on, marks and the borders of controls 3 to 1 (WCAG 2.2, 1.4.3 and
1.4.11); high contrast reaches 7 to 1 throughout (1.4.6). `ui.theme.contrast` lists the pairs.
"""

from dataclasses import dataclass
from enum import StrEnum


class Scheme(StrEnum):
    """Which set of colours."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "contrast"
    CONTRAST_DARK = "contrast-dark"

    @property
    def is_dark(self) -> bool:
        """Whether text is lighter than what it stands on."""
        return self in {Scheme.DARK, Scheme.CONTRAST_DARK}

    @property
    def is_high_contrast(self) -> bool:
        """Whether it is one of the two for people who need more contrast."""
        return self in {Scheme.CONTRAST_LIGHT, Scheme.CONTRAST_DARK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """One scheme's colours, each "#RRGGBB". A name ending in `bg` is what the same name without it stands on."""

    bg: str  # the window
    surface: str  # lists, panes, cards
    raised: str  # menus, toasts, the palette
    rail: str
    field: str
    hover: str
    row_hover: str
    selection: str
    border: str  # lines that only divide
    strong_border: str  # edges that say "this is a control"
    shadow: str

    text: str
    text_2: str
    muted: str
    disabled: str  # exempt from contrast: WCAG 1.4.3 leaves out what cannot be used

    accent: str  # links, focus, what is selected
    fill: str  # the primary button
    fill_hover: str
    fill_pressed: str
    on_accent: str

    danger: str  # overdue, wipe
    danger_bg: str
    danger_fill: str
    warn: str  # due soon, not exported
    warn_bg: str
    ok: str  # encrypted, complete
    ok_bg: str
    info: str  # running
    info_bg: str
    quiet_bg: str  # pills that say nothing is the matter

    track: str
    bar: str
    bar_soon: str
    bar_over: str

    code_keyword: str
    code_string: str
    code_number: str
    code_comment: str
    code_function: str

    people: tuple[str, ...]  # discs with initials, and the line that tells customers apart
    on_people: str


_PEOPLE = ("#A85A35", "#2A7F65", "#5B6BD6", "#8A4FB5", "#7D6A12", "#22788F", "#B0477A", "#566B8C")

LIGHT = Colours(
    bg="#F5F6F8",
    surface="#FFFFFF",
    raised="#FFFFFF",
    rail="#EBEDF1",
    field="#FFFFFF",
    hover="#E9ECF2",
    row_hover="#F3F5F9",
    selection="#E3E8FC",
    border="#DCE0E7",
    strong_border="#7F899A",
    shadow="#1A1E26",
    text="#1A1E26",
    text_2="#4A5365",
    muted="#5C6677",
    disabled="#9AA2B0",
    accent="#3350CF",
    fill="#3350CF",
    fill_hover="#2A43B4",
    fill_pressed="#22379A",
    on_accent="#FFFFFF",
    danger="#B3261E",
    danger_bg="#FCE9E7",
    danger_fill="#C0302A",
    warn="#8A5200",
    warn_bg="#FFF1D6",
    ok="#17703B",
    ok_bg="#E1F4E8",
    info="#2B5FA8",
    info_bg="#E6F0FC",
    quiet_bg="#E9ECF2",
    track="#DEE2EA",
    bar="#3350CF",
    bar_soon="#8A5200",
    bar_over="#C0302A",
    code_keyword="#7A2BB8",
    code_string="#17703B",
    code_number="#A0461A",
    code_comment="#667082",
    code_function="#1F5FA8",
    people=_PEOPLE,
    on_people="#FFFFFF",
)

DARK = Colours(
    bg="#14171C",
    surface="#1B1F26",
    raised="#232831",
    rail="#101318",
    field="#14171C",
    hover="#262C36",
    row_hover="#20252D",
    selection="#263056",
    border="#2D333E",
    strong_border="#707B8E",
    shadow="#000000",
    text="#E6E9EF",
    text_2="#B3BCCB",
    muted="#929CAE",
    disabled="#626C7D",
    accent="#93A8FF",
    fill="#4A63DB",
    fill_hover="#526AE0",
    fill_pressed="#3F56C4",
    on_accent="#FFFFFF",
    danger="#FF958C",
    danger_bg="#3A2122",
    danger_fill="#C73A32",
    warn="#F0BC68",
    warn_bg="#362B17",
    ok="#6AD495",
    ok_bg="#17301F",
    info="#8DBBF7",
    info_bg="#1B2B41",
    quiet_bg="#262C36",
    track="#2B313C",
    bar="#7F95F7",
    bar_soon="#F0BC68",
    bar_over="#F07A71",
    code_keyword="#C9A2F5",
    code_string="#8FD9A8",
    code_number="#F0A97A",
    code_comment="#8791A3",
    code_function="#8DBBF7",
    people=_PEOPLE,
    on_people="#FFFFFF",
)

CONTRAST_LIGHT = Colours(
    bg="#FFFFFF",
    surface="#FFFFFF",
    raised="#FFFFFF",
    rail="#FFFFFF",
    field="#FFFFFF",
    hover="#EDEDED",
    row_hover="#F2F2F2",
    selection="#DCE4FF",
    border="#4D4D4D",
    strong_border="#000000",
    shadow="#000000",
    text="#000000",
    text_2="#1A1A1A",
    muted="#333333",
    disabled="#6B6B6B",
    accent="#0A2A9E",
    fill="#0A2A9E",
    fill_hover="#071F75",
    fill_pressed="#051652",
    on_accent="#FFFFFF",
    danger="#8A0F0A",
    danger_bg="#FFF4F2",
    danger_fill="#8A0F0A",
    warn="#5C3600",
    warn_bg="#FFF8EB",
    ok="#0B4D26",
    ok_bg="#F0FBF4",
    info="#123F78",
    info_bg="#F1F6FE",
    quiet_bg="#F2F2F2",
    track="#FFFFFF",
    bar="#0A2A9E",
    bar_soon="#5C3600",
    bar_over="#8A0F0A",
    code_keyword="#5A1591",
    code_string="#0B4D26",
    code_number="#702E0D",
    code_comment="#404040",
    code_function="#123F78",
    people=("#6E3315", "#0F4E3C", "#2C3AA0", "#5B2785", "#4D4000", "#0C4A5B", "#7A1F4C", "#334460"),
    on_people="#FFFFFF",
)

CONTRAST_DARK = Colours(
    bg="#000000",
    surface="#000000",
    raised="#000000",
    rail="#000000",
    field="#000000",
    hover="#262626",
    row_hover="#1F1F1F",
    selection="#1C2B6B",
    border="#B3B3B3",
    strong_border="#FFFFFF",
    shadow="#000000",
    text="#FFFFFF",
    text_2="#F0F0F0",
    muted="#DADADA",
    disabled="#8C8C8C",
    accent="#C2CEFF",
    fill="#C2CEFF",
    fill_hover="#DCE4FF",
    fill_pressed="#A9B9FF",
    on_accent="#000000",
    danger="#FFC4BF",
    danger_bg="#2B0503",
    danger_fill="#FFC4BF",
    warn="#FFD68A",
    warn_bg="#261A00",
    ok="#9DF2BD",
    ok_bg="#00220F",
    info="#C0DCFF",
    info_bg="#001A38",
    quiet_bg="#262626",
    track="#000000",
    bar="#C2CEFF",
    bar_soon="#FFD68A",
    bar_over="#FFC4BF",
    code_keyword="#DFC6FF",
    code_string="#B4F0C8",
    code_number="#FFCBA8",
    code_comment="#C4C4C4",
    code_function="#C0DCFF",
    people=("#E8B79C", "#8FD6BF", "#BCC5FF", "#DDBDF5", "#DCCB7A", "#93D3E3", "#F2B0D0", "#BECBE0"),
    on_people="#000000",
)


def colours_of(scheme: Scheme) -> Colours:
    """The built-in colours of a scheme."""
    return {
        Scheme.LIGHT: LIGHT,
        Scheme.DARK: DARK,
        Scheme.CONTRAST_LIGHT: CONTRAST_LIGHT,
        Scheme.CONTRAST_DARK: CONTRAST_DARK,
    }[scheme]
