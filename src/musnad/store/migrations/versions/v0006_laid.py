"""How often the rows for search of an article were made, by which those who hold them in memory see that they are others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column."""
    op.add_column("articles", sa.Column("laid", sa.Integer, nullable=False, server_default="0"))
