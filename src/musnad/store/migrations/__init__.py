"""The steps by which a store's tables came to be, and the way to take them. Shipped with the package.

A new step is a module in ``versions`` with the next number, and its number in :data:`REVISIONS`.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
"""All steps in order. It stands here so that a store that is up to date is opened without loading alembic; a test compares the two."""

VERSION_TABLE = "musnad_schema"


def upgrade(connection: Connection, to: str = REVISIONS[-1]) -> None:
    """Take all steps up to one that a store still lacks, within the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
