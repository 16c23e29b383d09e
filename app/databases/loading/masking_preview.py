"""Shows what a policy would make of some rows, before anything is taken."""

from dataclasses import dataclass, field

from app.crypto.secret import Secret
from app.databases.loading.choosing import ChosenTable, TableChoice, chosen_tables
from app.databases.loading.snapshot_rows import first_rows
from app.errors import TableRefused
from app.masking.kinds import Kind
from app.masking.plan import MaskingPlan, plan_masking
from app.masking.policy import Policy
from app.ports import TableSnapshot
from app.tables import Cell


@dataclass(frozen=True, slots=True)
class MaskedColumn:
    """A column that would be masked, with some cells. They are in the clear: show them, and keep them nowhere."""

    table: str
    column: str
    kind: Kind
    before: tuple[Cell, ...] = field(repr=False)
    after: tuple[Cell, ...] = field(repr=False)


def preview_masking(
    snapshot: TableSnapshot, choice: TableChoice, policy: Policy, key: Secret, *, rows: int = 5
) -> list[MaskedColumn]:
    """Every masked column of the tables chosen, with the cells of a few rows before and after.

    Raises TableUnknown, PolicyInvalid, FilterRefused, ServerGone.
    """
    survey = snapshot.survey()
    plan = plan_masking(policy, survey)
    previews: list[MaskedColumn] = []
    for chosen in chosen_tables(choice, survey.tables):
        previews += _previews(snapshot, chosen, plan, key, rows)
    return previews


def _previews(
    snapshot: TableSnapshot, chosen: ChosenTable, plan: MaskingPlan, key: Secret, most: int
) -> list[MaskedColumn]:
    table = chosen.table
    masks = plan.masks(table, key)
    if not masks:
        return []
    try:
        rows = [] if chosen.is_schema_only else first_rows(snapshot, table, chosen.where, most=most)
    except TableRefused:
        rows = []
    kinds = plan.kinds(table)
    previews = []
    for at, mask in masks.items():
        name = table.columns[at].name
        before = tuple(row[at] for row in rows)
        previews.append(MaskedColumn(table.title, name, kinds[name], before, tuple(map(mask, before))))
    return previews
