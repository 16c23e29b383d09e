"""What of a ticket the pane may show while others look at the screen. What its acts work with stays as it is."""

from dataclasses import replace

from app.model import Customer, KnownSource
from app.operations.ticket_story import TicketStory
from ui.screen_sharing import ScreenSharing
from ui.screens.ticket_pane.state import ChosenSource
from ui.words import Failure


def shown_story(sharing: ScreenSharing, story: TicketStory) -> TicketStory:
    """A ticket, its copies and its notes. The sources stay: they can be taken, see `shown_source`."""
    if not sharing.is_on:
        return story
    customer = story.ticket.customer
    return replace(
        story,
        ticket=sharing.ticket(story.ticket),
        copies=tuple(sharing.record(each) for each in story.copies),
        held_by_others=tuple(sharing.record(each) for each in story.held_by_others),
        notes=tuple(replace(note, text=sharing.title(note.text, customer)) for note in story.notes),
    )


def shown_chosen(sharing: ScreenSharing, chosen: ChosenSource | None, customer: Customer | None) -> ChosenSource | None:
    """The source that is chosen, as it may be called."""
    if chosen is None or not sharing.is_on:
        return chosen
    return replace(chosen, location=sharing.place(chosen.kind, chosen.location, customer))


def shown_source(sharing: ScreenSharing, source: KnownSource, customer: Customer | None) -> KnownSource:
    """A source that is known, as it may be called."""
    if not sharing.is_on:
        return source
    return replace(source, location=sharing.place(source.kind, source.location, customer))


def shown_failure(sharing: ScreenSharing, failure: Failure, customer: Customer | None) -> Failure:
    """A failure, which may name a source."""
    if customer is None or not sharing.is_on:
        return failure
    return replace(
        failure,
        happened=sharing.title(failure.happened, customer),
        means=sharing.title(failure.means, customer),
        next_step=sharing.title(failure.next_step, customer),
    )
