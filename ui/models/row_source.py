"""Where the rows of a long list come from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from app.progress import Monitor
from app.registry.paging import Page, PageAsk, Survey

if TYPE_CHECKING:
    from app.unlocked.vault import Unlocked


class RowSource(Protocol):
    """Where the rows of one question come from. `page` and `survey` run on worker threads."""

    def page(self, vault: "Unlocked", ask: PageAsk[Any], monitor: Monitor) -> Page[Any, Any]:
        """Some rows."""

    def survey(self, vault: "Unlocked", known: Sequence[str], monitor: Monitor) -> Survey[Any]:
        """How many rows, and where those with the ids `known` stand."""

    def id_of(self, row: Any) -> str:  # noqa: ANN401 - rows are whatever the source gives
        """What a row is known by, whatever its place."""

    def so_far(self) -> int | None:
        """How many were found while the survey still looks for more; None where nothing is known before its end."""
