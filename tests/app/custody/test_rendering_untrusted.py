import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.crypto.canonical import Json
from app.custody.certificate import Certificate
from app.custody.rendering import render_pdf
from app.custody.rendering.letters import ELLIPSIS
from tests.app.custody.rendering_samples import ANY_JSON, ANY_TEXT, SIGNER, certificate, lines, named, pages, printed


def test_long_names_wrap_and_are_cut() -> None:
    found = printed(certificate(named("W" * 5_000)))
    assert any(line.startswith("WWWW") and line.endswith(ELLIPSIS) for line in found)
    assert max(len(line) for line in found if "WW" in line) < 60


@pytest.mark.parametrize(
    ("name", "appears"),
    [
        ("(a\\b) Tj ET", "(a\\b) Tj ET"),
        ("{nb}", "{nb}"),
        ("**bold** __x__", "**bold** __x__"),
        ("a\u202eb", r"a\u{202E}b"),
        ("a\r\nb", r"a\u{D}\u{A}b"),
        ("\u5317\u4eac", r"\u{5317}\u{4EAC}"),
        ("a\ud800b", r"a\u{D800}b"),
        ("e\u0301", "é"),
        (r"\u{41}", r"\u{5C}u{41}"),
        (r"C:\users", r"C:\users"),
    ],
)
def test_names_stand_on_the_page_and_do_nothing(name: str, appears: str) -> None:
    assert appears in printed(certificate(named(name)))


@given(name=ANY_TEXT)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_name_can_be_rendered(name: str) -> None:
    pdf = render_pdf(certificate(named(name)), typefaces=(), is_compressed=False)
    assert pages(pdf) <= 3
    assert "Page 1 of" in " ".join(lines(pdf))


@given(content=st.fixed_dictionaries({}, optional=dict.fromkeys(certificate().content, ANY_JSON)))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_whatever_was_signed_is_rendered(content: dict[str, Json]) -> None:
    assert render_pdf(Certificate(content, SIGNER.public_key, "0" * 64), typefaces=()).startswith(b"%PDF")


@given(name=st.sampled_from(["ticket", "copy", "times", "keys", "clearing", "verified", "ledger"]), inner=ANY_JSON)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_whatever_stands_in_a_field_is_rendered(name: str, inner: Json) -> None:
    before = certificate().content[name]
    assert isinstance(before, dict)
    content = {**certificate().content, name: dict.fromkeys(before, inner)}
    assert render_pdf(Certificate(content, SIGNER.public_key, "0" * 64), typefaces=()).startswith(b"%PDF")


def test_a_certificate_that_says_nothing_is_rendered_as_that() -> None:
    found = printed(Certificate({"times": {"held": "tomorrow"}}, SIGNER.public_key, "0" * 64))
    assert "not stated" in found
    assert "tomorrow" in found
    assert "No deletion of a key is on record." in found
    assert "Whether the current key table holds the key of the copy is not stated." in found
