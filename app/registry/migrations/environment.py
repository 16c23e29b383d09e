"""Runs the migrations as imported modules, not as a folder of files: so it works from a frozen program too."""

import pkgutil
from importlib import import_module

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.runtime.migration import MigrationStep, RevisionStep
from alembic.script import Script
from alembic.script.revision import RevisionMap
from sqlalchemy import Connection

from app.errors import RegistryNewer
from app.registry.migrations import versions
from app.registry.schema import HEAD_REVISION


def migrations() -> list[Script]:
    """Every migration there is, in no order."""
    modules = (import_module(f"{versions.__name__}.{found.name}") for found in pkgutil.iter_modules(versions.__path__))
    return [Script(module, module.revision, module.__file__ or "") for module in modules]


def upgrade(connection: Connection) -> None:
    """Bring the schema to HEAD_REVISION, inside the transaction that `connection` is in.

    Raises RegistryNewer when the register has a revision that is not known here.
    """
    known = {script.revision: script for script in migrations()}
    history = RevisionMap(known.values)

    def steps(found: tuple[str, ...], _: MigrationContext) -> list[RevisionStep]:
        missing = [known[r.revision] for r in history.iterate_revisions(HEAD_REVISION, found, implicit_base=True)]
        return [MigrationStep.upgrade_from_script(history, script) for script in reversed(missing)]

    context = MigrationContext.configure(connection, opts={"fn": steps})
    for head in context.get_current_heads():
        if head not in known:
            raise RegistryNewer(found=head, known=HEAD_REVISION)
    with Operations.context(context):
        context.run_migrations()
