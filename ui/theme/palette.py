"""Between tokens and QPalette: our colours for Fusion, and the system's high-contrast colours as tokens."""

from PySide6.QtGui import QColor, QPalette

from ui.icons.engine import IconColours
from ui.theme.contrast import HIGH, luminance, ratio
from ui.theme.tokens import CONTRAST_DARK, CONTRAST_LIGHT, Colours

Role = QPalette.ColorRole
Group = QPalette.ColorGroup


def palette_of(colours: Colours) -> QPalette:
    """The palette that makes Fusion draw in these colours what the style sheet leaves alone."""
    palette = QPalette()
    for role, colour in {
        Role.Window: colours.bg,
        Role.WindowText: colours.text,
        Role.Base: colours.field,
        Role.AlternateBase: colours.row_hover,
        Role.Text: colours.text,
        Role.PlaceholderText: colours.muted,
        Role.Button: colours.surface,
        Role.ButtonText: colours.text,
        Role.BrightText: colours.on_accent,
        Role.ToolTipBase: colours.raised,
        Role.ToolTipText: colours.text,
        Role.Highlight: colours.selection,
        Role.HighlightedText: colours.text,
        Role.Accent: colours.accent,
        Role.Link: colours.accent,
        Role.LinkVisited: colours.accent,
        Role.Light: colours.surface,
        Role.Midlight: colours.hover,
        Role.Mid: colours.border,
        Role.Dark: colours.strong_border,
        Role.Shadow: colours.shadow,
    }.items():
        palette.setColor(role, QColor(colour))
    for role in (Role.WindowText, Role.Text, Role.ButtonText, Role.HighlightedText, Role.PlaceholderText):
        palette.setColor(Group.Disabled, role, QColor(colours.disabled))
    palette.setColor(Group.Disabled, Role.Base, QColor(colours.bg))
    return palette


def has_high_contrast(palette: QPalette) -> bool:
    """Whether a palette's own pairs reach 7 to 1, as those of a system's contrast themes do."""
    pairs = ((Role.WindowText, Role.Window), (Role.Text, Role.Base), (Role.ButtonText, Role.Button))
    return all(ratio(_name(palette, ink), _name(palette, ground)) >= HIGH for ink, ground in pairs)


def colours_in(palette: QPalette) -> Colours:
    """Tokens out of the system's own high-contrast palette.

    People chose those colours, so what can come from them does: grounds, text, lines, links and selection. States
    keep the built-in high-contrast ink where it reaches 7 to 1 on the system's grounds, and are text otherwise.
    """
    window, ground, text = (_name(palette, role) for role in (Role.Window, Role.Base, Role.Text))
    built_in = CONTRAST_DARK if luminance(ground) < luminance(text) else CONTRAST_LIGHT
    selection = _selection(ground, _name(palette, Role.Highlight), text)
    grounds = (window, ground, selection)
    own = {name: _legible(str(getattr(built_in, name)), grounds, text) for name in _INKS}
    own |= dict.fromkeys(_GROUNDS, ground) | dict.fromkeys(_TEXTS, text) | {"bg": window, "rail": window}
    accent = _legible(_name(palette, Role.Link), grounds, text)
    own |= dict.fromkeys(("accent", "bar", "fill"), accent)
    own |= {"selection": selection, "fill_hover": text, "fill_pressed": text, "danger_fill": text, "on_accent": ground}
    own |= {"shadow": built_in.shadow, "disabled": palette.color(Group.Disabled, Role.Text).name()}
    return Colours(people=(text,) * len(built_in.people), on_people=ground, **own)


def icon_colours(colours: Colours) -> IconColours:
    """The colours icons are painted in."""
    return IconColours(
        normal=colours.text_2,
        active=colours.text,
        item=colours.text_2,
        quiet=colours.muted,
        accent=colours.accent,
        danger=colours.danger,
        warn=colours.warn,
        ok=colours.ok,
        info=colours.info,
        on_accent=colours.on_accent,
        disabled=colours.disabled,
    )


_INKS = (
    *("danger", "warn", "ok", "info", "bar_soon", "bar_over"),
    *("code_keyword", "code_string", "code_number", "code_comment", "code_function"),
)
_GROUNDS = (
    *("surface", "raised", "field", "hover", "row_hover"),
    *("danger_bg", "warn_bg", "ok_bg", "info_bg", "quiet_bg", "track"),
)
_TEXTS = ("text", "text_2", "muted", "border", "strong_border")


def _legible(colour: str, grounds: tuple[str, ...], otherwise: str) -> str:
    return colour if all(ratio(colour, ground) >= HIGH for ground in grounds) else otherwise


def _selection(ground: str, highlight: str, text: str) -> str:
    """As much of the system's highlight as leaves text legible that was chosen for the ground."""
    for share in (1.0, 0.5, 0.3, 0.2, 0.1):
        mixed = _mixed(ground, highlight, share)
        if ratio(mixed, text) >= HIGH:
            return mixed
    return ground


def _mixed(one: str, other: str, share: float) -> str:
    parts = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def _name(palette: QPalette, role: QPalette.ColorRole) -> str:
    return palette.color(role).name()
