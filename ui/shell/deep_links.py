"""Links into the window: `bailee://ticket/ERP-4711`. They only show something; a link never starts an act."""

from urllib.parse import unquote, urlsplit

from ui.places import Place, Where

SCHEME = "bailee"
LONGEST = 500
_WHERE = {"ticket": (Where.TICKETS, ""), "customer": (Where.CUSTOMERS, ""), "certificate": (Where.LOG, "certificates")}


def place_of(link: str) -> Place | None:
    """The place a link names, or None for what is no link of ours. Anybody may have written it."""
    if len(link) > LONGEST:
        return None
    try:
        parts = urlsplit(link)
        kind, subject = parts.netloc, unquote(parts.path.removeprefix("/"), errors="strict")
    except ValueError:
        return None
    is_plain = bool(subject) and subject.isprintable() and "/" not in subject and not parts.query and not parts.fragment
    if parts.scheme != SCHEME or kind not in _WHERE or not is_plain:
        return None
    where, part = _WHERE[kind]
    return Place(where, subject, part)
