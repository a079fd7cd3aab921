"""What alembic runs: the migrations on the connection that the store opened."""

from __future__ import annotations

from alembic import context

from backstride.store.schema import METADATA

# Tools that import every module (tests of examples do) must not start a migration.
if hasattr(context, "config"):
    context.configure(
        connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True
    )
    with context.begin_transaction():
        context.run_migrations()
