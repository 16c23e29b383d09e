"""Masking before a checkout: a first policy from what is in a database, and what a policy would make of some rows."""

from dataclasses import dataclass

from app.crypto.secret import Secret
from app.databases.intake import TablesWanted
from app.databases.loading.masking_preview import MaskedColumn, preview_masking
from app.databases.loading.snapshot_rows import samples_of
from app.errors import PolicyInvalid
from app.masking.classify import overlooked
from app.masking.draft import draft_policy
from app.masking.plan import plan_masking

_SAMPLES = 50


@dataclass(frozen=True, slots=True)
class MaskPreview:
    """What a policy would do. `overlooked` are columns that look personal and would be kept: table, column."""

    columns: tuple[MaskedColumn, ...]
    overlooked: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def draft_mask(wanted: TablesWanted, customer: str = "") -> str:
    """A policy file that masks what seems to be about people. Raises LoginFailed, ServerUnreachable and their kin."""
    with wanted.source.open() as snapshot:
        survey = snapshot.survey()
        return draft_policy(survey, samples_of(snapshot, survey.tables, most=_SAMPLES), customer)


def preview_mask(wanted: TablesWanted) -> MaskPreview:
    """What the policy would make of a few rows, under a key that is forgotten at once. Raises PolicyInvalid."""
    if wanted.policy is None:
        raise PolicyInvalid(reason="none was given")
    with wanted.source.open() as snapshot, Secret.random() as key:
        survey = snapshot.survey()
        plan = plan_masking(wanted.policy, survey)
        samples = samples_of(snapshot, survey.tables, most=_SAMPLES)
        found = [
            (table.title, suspicion.column)
            for table in survey.tables
            for suspicion in overlooked(plan, table, samples.get(table.title, ()))
        ]
        columns = preview_masking(snapshot, wanted.choice, wanted.policy, key)
        return MaskPreview(tuple(columns), tuple(found), plan.notes)
