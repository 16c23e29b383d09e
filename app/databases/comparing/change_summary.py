"""The changes of a database as plain values, for JSON."""

from app.databases.comparing.table_changes import DatabaseChanges, TableChange

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]


def summary(changes: DatabaseChanges) -> dict[str, Plain]:
    """What `bailee changes --json` says of a database: names and counts, no cells."""
    return {
        "tables": [_table(change) for change in changes.tables],
        "objects": [
            {"kind": change.kind, "name": change.name, "table": change.table, "change": change.alteration.value}
            for change in changes.objects
        ],
        "settings": [{"name": change.name, "before": change.before, "now": change.now} for change in changes.settings],
    }


def _table(change: TableChange) -> Plain:
    columns = change.columns
    counts: dict[str, Plain] | None = None
    if change.rows is not None:
        counts = {"added": change.rows.added, "edited": change.rows.edited, "deleted": change.rows.deleted}
    return {
        "name": change.name,
        "change": change.alteration.value,
        "is_rebuilt": change.is_rebuilt,
        "rows": counts,
        "columns": {
            "added": list(columns.added),
            "removed": list(columns.removed),
            "renamed": [{"before": before, "now": now} for before, now in columns.renamed],
            "altered": list(columns.altered),
        },
    }
