"""Feeds that are watched, and the items that they have listed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "feeds",
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("etag", sa.Text),
        sa.Column("modified", sa.Text),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("not_before", sa.Text),
        sa.Column("checked", sa.Text),
        sa.Column("error", sa.Text),
        sa.PrimaryKeyConstraint("url", name="feeds_pkey"),
    )
    op.create_table(
        "feed_items",
        sa.Column("feed", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("error", sa.Text),
        sa.Column("listed", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("feed", "key", name="feed_items_pkey"),
        sqlite_with_rowid=False,
    )
