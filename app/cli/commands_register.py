"""Commands about customers, tickets, settings, and the vault itself."""

import argparse

from app.cli import commands_tickets
from app.cli.arguments import Commands, with_ticket
from app.cli.exits import Exit
from app.cli.output import count_text, indented, size_text, table, when_text
from app.cli.session import Session
from app.cli.shapes import of_copy, of_customer, of_note, of_source, of_ticket
from app.operations import register
from app.operations.change_settings import change_setting
from app.operations.known_sources import known_sources
from app.operations.show_board import show_board
from app.settings import Settings


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    parser = commands.add("init", _init, "Make a vault in the home folder.")
    parser.add_argument("--keystore", choices=("os", "passphrase"), default="os", help="where its key is kept")
    parser.add_argument("--add-passphrase", action="store_true", help="need a passphrase as well as the keyring")
    commands.add("board", _board, "Show every copy on this machine.")
    _add_customers(commands)
    _add_tickets(commands)
    settings = commands.group("settings", "Show and change settings.")
    commands.add("show", _settings_show, "Show all settings.", within=settings)
    parser = commands.add("set", _settings_set, "Change one setting.", within=settings)
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("value", metavar="VALUE")


def _add_customers(commands: Commands) -> None:
    group = commands.group("customer", "Enter and show customers.")
    parser = commands.add("add", _customer_add, "Enter a customer.", within=group)
    parser.add_argument("number", metavar="NUMBER")
    parser.add_argument("--name", required=True)
    parser.add_argument("--contact", default="", help="how to reach them")
    commands.add("list", _customer_list, "List customers.", within=group)
    commands.add("show", _customer_show, "Show one customer.", within=group).add_argument("number", metavar="NUMBER")
    parser = commands.add("sources", _customer_sources, "Show where copies were taken from.", within=group)
    parser.add_argument("number", metavar="NUMBER")


def _add_tickets(commands: Commands) -> None:
    group = commands.group("ticket", "Enter and show tickets, and note work on them.")
    parser = commands.add("add", _ticket_add, "Enter a ticket.", within=group)
    parser.add_argument("number", metavar="NUMBER")
    parser.add_argument("--title", required=True)
    parser.add_argument("--customer", required=True, metavar="NUMBER")
    commands.add("list", _ticket_list, "List tickets.", within=group)
    with_ticket(commands.add("show", _ticket_show, "Show one ticket.", within=group), with_copy=False)
    with_ticket(commands.add("reopen", _ticket_reopen, "Open a closed ticket again.", within=group), with_copy=False)
    parser = with_ticket(commands.add("note", _ticket_note, "Note work on a ticket.", within=group), with_copy=False)
    parser.add_argument("text", metavar="TEXT")
    commands_tickets.add_within(commands, group)


def _init(session: Session, asked: argparse.Namespace) -> int:
    use_passphrase = asked.keystore == "passphrase" or asked.add_passphrase
    with session.created(use_keyring=asked.keystore == "os", use_passphrase=use_passphrase) as vault:
        head = vault.keys.head
        value = {
            "id": vault.keys.vault,
            "home": str(vault.home.path),
            "mode": head.mode.value,
            "store": head.store or None,
            "public_key_file": str(vault.home.public_key),
        }
        lines = [f"Made a vault in {vault.home.path}.", f"Its key: {head.mode.value}{_kept_in(head.store)}."]
        if not head.mode.uses_keyring:
            lines.append("A passphrase alone cannot be destroyed: certificates will state this weaker protection.")
        lines.append(f"Certificates are signed with the key in {vault.home.public_key}.")
        session.output.give(value, *lines)
    return Exit.DONE


def _kept_in(store: str) -> str:
    return f", kept in {store}" if store else ""


def _board(session: Session, _asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        board = show_board(vault)
        rows = [
            (
                held.record.ticket.number,
                held.record.ticket.customer.name,
                held.record.state.value + (" (incomplete)" if held.record.is_incomplete else ""),
                size_text(held.record.size.content_bytes if held.record.size else None),
                ("overdue " if held.is_overdue else "") + when_text(held.record.due_at),
                held.record.id[:8],
                held.record.source,
            )
            for held in board
        ]
        lines = table(("Ticket", "Customer", "State", "Size", "Due", "Copy", "Source"), rows)
        session.output.give(
            [of_copy(held.record, is_overdue=held.is_overdue) for held in board],
            *(lines if board else ["No copy is held."]),
        )
    return Exit.DONE


def _customer_add(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        customer = register.add_customer(vault, asked.number, asked.name, asked.contact)
        session.output.give(of_customer(customer), f"Entered customer {customer.number}, {customer.name}.")
    return Exit.DONE


def _customer_list(session: Session, _asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        customers = register.all_customers(vault)
        lines = table(("Number", "Name", "Contact"), [(one.number, one.name, one.contact) for one in customers])
        session.output.give([of_customer(one) for one in customers], *(lines if customers else ["No customers yet."]))
    return Exit.DONE


def _customer_show(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        customer = register.customer(vault, asked.number)
        lines = [f"{customer.number}  {customer.name}", f"Contact: {customer.contact or 'none noted'}"]
        session.output.give(of_customer(customer), *lines)
    return Exit.DONE


def _customer_sources(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        sources = known_sources(vault, asked.number)
        lines = table(
            ("Last used", "Kind", "Source"), [(when_text(o.last_used_at), o.kind, o.location) for o in sources]
        )
        session.output.give([of_source(one) for one in sources], *(lines if sources else ["No copy was taken yet."]))
    return Exit.DONE


def _ticket_add(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        ticket = register.add_ticket(vault, asked.number, asked.title, asked.customer)
        session.output.give(of_ticket(ticket), f"Entered ticket {ticket.number} for {ticket.customer.name}.")
    return Exit.DONE


def _ticket_list(session: Session, _asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        tickets = register.all_tickets(vault)
        rows = [(one.number, one.state.value, one.customer.name, one.title) for one in tickets]
        lines = table(("Number", "State", "Customer", "Title"), rows)
        session.output.give([of_ticket(one) for one in tickets], *(lines if tickets else ["No tickets yet."]))
    return Exit.DONE


def _ticket_show(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        ticket, copies, notes = register.ticket(vault, asked.ticket)
        value = {
            **of_ticket(ticket),
            "copies": [of_copy(record) for record in copies],
            "notes": [of_note(note) for note in notes],
        }
        lines = [f"{ticket.number}  {ticket.title}  ({ticket.state.value})", f"Customer: {ticket.customer.name}"]
        for record in copies:
            proof = f", certificate {record.certificate_number}" if record.certificate_number else ""
            lines.append(f"Copy {record.id[:8]}: {record.state.value}{proof}, from {record.source}")
        lines += [f"{when_text(note.at)}  {note.author}: {indented(note.text)}" for note in notes]
        session.output.give(value, *lines)
    return Exit.DONE


def _ticket_reopen(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        ticket = register.reopen_ticket(vault, asked.ticket)
        session.output.give(of_ticket(ticket), f"{ticket.number} is open again.")
    return Exit.DONE


def _ticket_note(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        notes = register.add_note(vault, asked.ticket, asked.text)
        line = f"Noted. {count_text(len(notes), 'note')} on {asked.ticket}."
        session.output.give({"ticket": asked.ticket, **of_note(notes[-1])}, line)
    return Exit.DONE


def _settings_show(session: Session, _asked: argparse.Namespace) -> int:
    _give_settings(session, Settings.load(session.home))
    return Exit.DONE


def _settings_set(session: Session, asked: argparse.Namespace) -> int:
    _give_settings(session, change_setting(session.home, asked.name, asked.value))
    return Exit.DONE


def _give_settings(session: Session, settings: Settings) -> None:
    values = settings.plain()
    session.output.give(values, *(f"{name} = {value}" for name, value in values.items()))
