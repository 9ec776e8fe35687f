"""The ledger of judgements, and which record of an article is the machine's."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table and the column."""
    op.create_table(
        "judgements",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("claim", sa.Text, nullable=False),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("undoes", sa.Text),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="judgements_pkey"),
        sa.UniqueConstraint("claim", name="judgements_claim_key"),
    )
    op.create_index("judgements_article", "judgements", ["article"])
    op.create_index("judgements_author", "judgements", ["author"])
    op.add_column("articles", sa.Column("machine_id", sa.Integer))
    op.execute("UPDATE articles SET machine_id = record_id")
    op.create_index("articles_machine_id", "articles", ["machine_id"])
