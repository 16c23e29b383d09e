"""Guesses from names and cells which columns are about people. It is a hint for people, never a decision."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.masking.accounts import is_iban
from app.masking.kinds import Kind
from app.masking.plan import MaskingPlan
from app.tables import Cell, Column, Storage, Table

Samples = Sequence[Sequence[Cell]]
"""Some rows of a table, cells in the order of its columns."""

_LEAST_CELLS = 3
_EMAIL = re.compile(r"[^@\s<>]{1,64}@[^@\s<>]{1,250}\.[A-Za-z]{2,24}")
_PHONE = re.compile(r"(?:\+|00?)[1-9][0-9 ()/.-]{5,20}[0-9]")
_CARD = re.compile(r"[0-9](?:[ -]?[0-9]){12,18}")
_RUN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9 ]{11,40}")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})

_BY_NAME = tuple(
    (kind, frozenset(words.split()))
    for kind, words in (
        (Kind.DROP, "password passwort passwd pwd kennwort passhash pin secret apikey token"),
        (Kind.EMAIL, "email mail emailadresse mailadresse"),
        (Kind.IBAN, "iban"),
        (Kind.PHONE, "phone telephone tel telefon telefonnummer telnr mobile mobil mobilnummer handy fax telefax"),
        (Kind.DATE, "birthday birthdate born dob birth geburtsdatum geburtstag geburt geboren gebdat"),
        (
            Kind.NAME,
            "firstname lastname surname fullname forename vorname nachname familienname ansprechpartner kontaktperson"
            " inhaber kontoinhaber",
        ),
        (
            Kind.CODE,
            "ssn steuernummer steuerid taxid ustid ustidnr sozialversicherungsnummer svnr versichertennummer passport"
            " ausweisnummer kreditkarte creditcard kontonummer kontonr bankaccount ip ipaddress",
        ),
        (Kind.HASH, "login username benutzer benutzername"),
        (
            Kind.TEXT,
            "notes note notiz notizen comment comments kommentar bemerkung bemerkungen memo remark remarks anmerkung"
            " diagnose diagnosis address adresse anschrift street strasse str hausnummer plz postleitzahl zip zipcode",
        ),
    )
)
"""Words that stand in names of columns. The first kind that has one counts."""

_BY_PAIR = (
    (Kind.NAME, ("first", "name")),
    (Kind.NAME, ("last", "name")),
    (Kind.NAME, ("full", "name")),
    (Kind.NAME, ("contact", "name")),
    (Kind.NAME, ("customer", "name")),
    (Kind.NAME, ("kunden", "name")),
    (Kind.EMAIL, ("e", "mail")),
    (Kind.CODE, ("tax", "id")),
    (Kind.CODE, ("credit", "card")),
)
_PEOPLE = (
    "person persons people customer customers kunde kunden client clients contact contacts kontakt kontakte user users"
    " employee employees mitarbeiter patient patients patienten member members mitglied mitglieder adresse adressen"
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A column that seems to be about people, and what could be done with it. `reason` holds nothing of the cells."""

    table: str
    column: str
    kind: Kind
    reason: str


def classify(table: Table, samples: Samples = ()) -> list[Suggestion]:
    """What names of columns (English and German) and cells point to. What the cells say counts more."""
    found = []
    for at, column in enumerate(table.columns):
        by_cells = _by_cells([row[at] for row in samples])
        by_name = _by_name(table, column)
        if by_cells is not None:
            found.append(Suggestion(table.title, column.name, by_cells, "by its content"))
        elif by_name is not None:
            found.append(Suggestion(table.title, column.name, by_name, "by its name"))
    return found


def overlooked(plan: MaskingPlan, table: Table, samples: Samples = ()) -> list[Suggestion]:
    """What is kept only because the policy says nothing about it, and yet seems to be about people."""
    kept = {
        column.name
        for column in table.columns
        if (rule := plan.rules[table.schema, table.name, column.name]).rule.kind is Kind.KEEP and not rule.is_classified
    }
    return [each for each in classify(table, samples) if each.column in kept]


def _by_name(table: Table, column: Column) -> Kind | None:
    words = _words(column.name)
    joined = "".join(words)
    for kind, known in _BY_NAME:
        if not {joined, *words}.isdisjoint(known):
            return kind if _can_hold(column, kind) else None
    for kind, pair in _BY_PAIR:
        if set(pair) <= set(words):
            return kind if _can_hold(column, kind) else None
    is_of_people = words == ["name"] and not set(_PEOPLE.split()).isdisjoint(_words(table.name))
    return Kind.NAME if is_of_people else None


def _can_hold(column: Column, kind: Kind) -> bool:
    """A number or a flag is not about what is in the text of the same name: `is_email_sent`."""
    if column.storage in {Storage.TEXT, Storage.ANY}:
        return True
    return kind in {Kind.DROP, Kind.DATE, Kind.CODE, Kind.HASH} or (
        kind is Kind.PHONE and column.storage is Storage.INTEGER
    )


def _words(name: str) -> list[str]:
    """The words of a name, small, without umlauts: `kundenEMail_2` is kunden, e, mail, 2."""
    plain = name.translate(_UMLAUTS)
    return [found.group().lower() for found in _WORD.finditer(plain)]


def _by_cells(cells: Sequence[Cell]) -> Kind | None:
    texts = [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]
    if len(texts) < _LEAST_CELLS:
        return None
    for kind, is_one in _BY_CELLS:
        if 2 * sum(is_one(text) for text in texts) > len(texts):
            return kind
    has_people_in_it = any(_EMAIL.search(text) or any(map(is_iban, _RUN.findall(text))) for text in texts)
    return Kind.TEXT if has_people_in_it else None


def _is_email(text: str) -> bool:
    return _EMAIL.fullmatch(text) is not None


def _is_phone(text: str) -> bool:
    return _PHONE.fullmatch(text) is not None


def _is_card(text: str) -> bool:
    """Whether the digits are those of a payment card: the last one checks the others (ISO/IEC 7812-1)."""
    if _CARD.fullmatch(text) is None:
        return False
    digits = [int(digit) for digit in text if digit.isdecimal()][::-1]
    doubled = [2 * digit - 9 * (digit > 4) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


_BY_CELLS: tuple[tuple[Kind, Callable[[str], bool]], ...] = (
    (Kind.EMAIL, _is_email),
    (Kind.IBAN, is_iban),
    (Kind.CODE, _is_card),
    (Kind.PHONE, _is_phone),
)
