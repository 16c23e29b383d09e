"""Composes the page: what the certificate says, in the order in which somebody who receives it asks."""

from collections.abc import Callable, Sequence

from app.crypto.canonical import encode_bytes
from app.custody.certificate import Certificate, certificate_digest
from app.custody.evidence import Verdict
from app.custody.rendering import figures, words
from app.custody.rendering.content import NOT_STATED, Part
from app.custody.rendering.evidence_tables import (
    MOST_ROWS,
    clearing_section,
    escapes_section,
    keys_section,
    say_what_is_left_out,
)
from app.custody.rendering.fonts import TYPEFACES, Fonts, Style, Typeface
from app.custody.rendering.page_parts import number_pages, put_checkpoint
from app.custody.rendering.painting import finish, new_pdf, paint
from app.custody.rendering.sheet import (
    CODE,
    INNER,
    LABEL,
    LEFT,
    TITLE,
    WIDTH,
    Box,
    Colour,
    LaidOut,
    Line,
    Mark,
    Pair,
    Setting,
    Sheet,
    Words,
)
from app.errors import CertificateMismatch

_BADGES: dict[str, tuple[Colour, Colour]] = {
    Verdict.PASS.value: ((22, 101, 52), (220, 252, 231)),
    Verdict.EXCEPTIONS.value: ((133, 77, 14), (254, 243, 199)),
    Verdict.FAIL.value: ((153, 27, 27), (254, 226, 226)),
}
_UNKNOWN_BADGE = ((51, 65, 85), (226, 232, 240))


def render_pdf(
    certificate: Certificate,
    *,
    source: bytes | None = None,
    typefaces: Sequence[Typeface] = TYPEFACES,
    is_compressed: bool = True,
) -> bytes:
    """The certificate as a PDF for people to read; whatever was signed, this succeeds.

    `source` is the text of the certificate's file, to be attached. Raises CertificateMismatch if it is another one.
    """
    if source is not None and certificate_digest(source) != certificate.digest:
        raise CertificateMismatch(reason="the text to attach is of another certificate")
    content = Part(certificate.content)
    pdf = new_pdf(is_compressed=is_compressed)
    fonts = Fonts(pdf, typefaces)
    sheet = _laid_out(fonts, certificate)
    paint(pdf, fonts, sheet.pages)
    number = content.text("number")[:100].encode("ascii", "backslashreplace").decode("ascii")
    return finish(pdf, f"Certificate of destruction {number}", figures.moment(content.text("issued_at")), source)


def lay_out(certificate: Certificate, *, typefaces: Sequence[Typeface] = TYPEFACES) -> LaidOut:
    """The same pages as marks in millimetres, for whoever draws them elsewhere; whatever was signed, this succeeds."""
    fonts = Fonts(new_pdf(is_compressed=False), typefaces)
    try:
        sheet = _laid_out(fonts, certificate)
        return LaidOut(tuple(tuple(_measured(sheet, mark) for mark in page) for page in sheet.pages))
    finally:
        fonts.close()


def _measured(sheet: Sheet, mark: Mark) -> Box | Line:
    return mark if isinstance(mark, Box) else Line(mark, sheet.width(mark.text, mark.setting))


def _laid_out(fonts: Fonts, certificate: Certificate) -> Sheet:
    content, sheet = Part(certificate.content), Sheet(fonts)
    _compose(sheet, content, certificate)
    number_pages(sheet, f"Certificate {content.text('number')}: a rendering of the signed JSON")
    return sheet


def _compose(sheet: Sheet, content: Part, certificate: Certificate) -> None:
    _opening(sheet, content)
    exceptions = content.parts("exceptions")
    if exceptions:
        _sentences(sheet, "Exceptions", exceptions, words.shortfall_sentence)
    _who_and_when(sheet, content)
    _what(sheet, content)
    _how(sheet, content)
    keys_section(sheet, content.part("keys"))
    clearing_section(sheet, content.part("clearing"))
    escapes_section(sheet, content.parts("escapes"), content.part("escapes_in_all"))
    _sentences(sheet, "Residual risks", content.parts("residual_risks"), words.risk_sentence)
    _ledger(sheet, content.text("vault"), content.part("ledger"))
    _signature(sheet, certificate)


def _opening(sheet: Sheet, content: Part) -> None:
    top = sheet.y
    sheet.put(["Certificate of destruction"], TITLE)
    issued = figures.time(content, "issued_at")
    sheet.put(sheet.fit(f"No. {content.text('number')}, issued {issued}", LABEL, INNER, 2), LABEL)
    verdict = content.text("verdict")
    colour, ground = _BADGES.get(verdict, _UNKNOWN_BADGE)
    setting = Setting(Style.STRONG, 10, 5, colour)
    [line] = sheet.fit(verdict, setting, 54, 1)
    width = sheet.width(line, setting) + 8
    sheet.add(Box(WIDTH - LEFT - width, top + 0.8, width, 8.2, ground, radius=1.6))
    sheet.add(Words(WIDTH - LEFT - width + 4, top + 6.2, setting, line))
    sheet.skip(2.4)
    sheet.rule()
    sheet.skip(2.4)
    sheet.paragraph(words.verdict_sentence(verdict), Setting(Style.STRONG, 9, 4.6))


def _who_and_when(sheet: Sheet, content: Part) -> None:
    customer, ticket, tool = content.part("customer"), content.part("ticket"), content.part("tool")
    times, verified = content.part("times"), content.part("verified")
    sheet.heading("Who and when")
    sheet.two_columns(
        [
            Pair("Customer", customer.text("name")),
            Pair("Customer no.", customer.text("number")),
            Pair("Ticket", f"{ticket.text('number')}: {ticket.text('title')}"),
            Pair("Technician", content.text("technician")),
            Pair("Workstation", content.text("workstation")),
            Pair("Tool", f"{tool.text('name')} {tool.text('version')}"),
        ],
        [
            Pair("Checkout began", figures.time(times, "checkout_began")),
            Pair("Held from", figures.time(times, "held")),
            Pair("Closed", figures.time(times, "closed")),
            Pair("Keys destroyed", figures.time(times, "key_destroyed")),
            Pair("Verified", figures.time(verified, "at")),
            Pair("Issued", figures.time(content, "issued_at")),
        ],
    )


def _what(sheet: Sheet, content: Part) -> None:
    copy = content.part("copy")
    sheet.heading("What was destroyed")
    sheet.two_columns(
        [
            Pair("Copy", copy.text("id"), CODE),
            Pair("Taken from", copy.text("source_kind")),
            Pair("Content", figures.size(copy, "content_bytes", exact=True)),
        ],
        [
            Pair("Files", figures.count(copy, "files")),
            Pair("Folders, links", f"{figures.count(copy, 'folders')}, {figures.count(copy, 'links')}"),
            Pair("Problems", f"{figures.count(copy, 'problems')}{_completeness(copy)}"),
        ],
    )
    sheet.pairs(
        [
            Pair("Root at checkout", copy.text("root_at_checkout"), CODE),
            Pair("Generation", figures.count(copy, "generation")),
            *([Pair("Damage", copy.text("damage"))] if copy.text("damage") != NOT_STATED else []),
        ]
    )


def _completeness(copy: Part) -> str:
    match copy.part("is_incomplete").value:
        case True:
            return " (the copy was incomplete)"
        case False:
            return " (the copy was complete)"
        case _:
            return ""


def _how(sheet: Sheet, content: Part) -> None:
    done = content.part("sanitisation")
    technique = words.word(done.text("technique"))
    sheet.heading("How, and what was verified")
    sheet.pairs(
        [
            Pair("Method", f"{technique} ({done.text('method')}), followed by {done.text('followed_by')}"),
            Pair("Statement", f"Follows the fields of {done.text('standard')}"),
            Pair("Verified by", "; ".join(words.word(way.as_text()) for way in done.parts("verification"))),
        ]
    )
    sheet.skip(1)
    sheet.points(words.checks(content.part("verified")))


def _sentences(sheet: Sheet, title: str, codes: Sequence[Part], sentence: Callable[[str], str]) -> None:
    sheet.heading(title)
    sheet.points([sentence(code.as_text()) for code in codes[:MOST_ROWS]] or ["None stated."])
    say_what_is_left_out(sheet, len(codes))


def _ledger(sheet: Sheet, vault: str, ledger: Part) -> None:
    sheet.heading("Ledger")
    sheet.pairs(
        [
            Pair("Vault", vault, CODE),
            Pair("Lines", figures.count(ledger, "size")),
            Pair("Hash of the last", ledger.text("head"), CODE),
        ]
    )
    put_checkpoint(sheet, ledger.text("checkpoint"))


def _signature(sheet: Sheet, certificate: Certificate) -> None:
    sheet.heading("Signature")
    sheet.pairs(
        [
            Pair("Key fingerprint", certificate.fingerprint, CODE),
            Pair("Public key", f"{encode_bytes(certificate.public_key)} (Ed25519)", CODE),
            Pair("SHA-256 of JSON", certificate.digest, CODE),
        ]
    )
    sheet.skip(1.4)
    sheet.paragraph(
        "This page is a rendering. The signed JSON document is authoritative. To verify it, run: bailee verify FILE."
        " Compare the fingerprint of its key with the one you were given by another way."
    )
