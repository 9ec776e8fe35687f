"""Reports with their blocks and imprints, and the happenings they are grouped into."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def _text(name: str, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _to(table: str, column: str, own: str, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([own], [f"{table}.{column}"], ondelete="CASCADE", name=name)


def upgrade() -> None:
    """Make the tables of corroboration."""
    op.create_table(
        "imprints",
        *(_number("article_id"), _text("key"), _number("record_id"), sa.Column("body", sa.LargeBinary, nullable=False)),
        sa.PrimaryKeyConstraint("article_id", name="imprints_pkey"),
        sa.UniqueConstraint("key", name="imprints_key_key"),
        _to("articles", "id", "article_id", "imprints_article_id_fkey"),
    )
    op.create_table(
        "reports",
        *(_text("key"), _number("article_id"), _number("record_id"), _text("event"), _number("fullness")),
        *(sa.Column("leads", sa.Boolean), _text("parent", True), _text("leader", True), sa.Column("score", sa.Float), _text("why", True)),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("key", name="reports_pkey"),
        _to("articles", "id", "article_id", "reports_article_id_fkey"),
    )
    op.create_table(
        "blocks",
        *(_text("block"), _number("fullness"), _text("key")),
        sa.PrimaryKeyConstraint("block", "fullness", "key", name="blocks_pkey"),
        _to("reports", "key", "key", "blocks_key_fkey"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "happenings",
        *(_text("leader"), _text("id"), _text("type"), _text("status"), _text("since", True), _text("until", True)),
        *(_number(name) for name in ("reports", "outlets", "origins", "disputing")),
        sa.PrimaryKeyConstraint("leader", name="happenings_pkey"),
        _to("reports", "key", "leader", "happenings_leader_fkey"),
    )
    for table, *columns in (
        ("reports", "article_id"),
        ("reports", "leader"),
        ("reports", "record_id", "event"),
        ("blocks", "key"),
        ("happenings", "id"),
        ("happenings", "origins"),
    ):
        op.create_index(f"{table}_{'_'.join(columns)}", table, columns)
