"""What the views of many articles count by: public actors, states, places on the map, how actors are called, things that change hands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def _text(name: str, null: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null)


def _float(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Float)


def upgrade() -> None:
    """Make the columns and tables, and fill them from the records that are searched."""
    columns: dict[str, tuple[sa.Column[Any], ...]] = {
        "entities": (_text("actor"), _float("lat"), _float("lon"), _float("km")),
        "events": (_text("word"), _text("context")),
        "parties": (_text("actor"), _text("state")),
    }
    for table, own in columns.items():
        for column in own:
            op.add_column(table, column)
    _table("surfaces", "entities", "entity", "surface", sa.Column("times", sa.Integer, nullable=False))
    _table("transfers", "events", "event", "item", _float("quantity"), _text("unit"), _float("price"), _text("currency"))
    for record_id, rows in _records(op.get_bind()):
        _fill(op.get_bind(), record_id, rows)
    for table, *names in (("entities", "actor"), ("parties", "actor", "role")):
        op.create_index(f"{table}_{'_'.join(names)}", table, names)


def _table(name: str, parent: str, own: str, key: str, *columns: sa.Column[Any]) -> None:
    """A table whose rows go with their parents', clustered by key in SQLite."""
    op.create_table(
        name,
        sa.Column("record_id", sa.Integer, nullable=False),
        _text(own, False),
        _text(key, False),
        *columns,
        sa.PrimaryKeyConstraint("record_id", own, key, name=f"{name}_pkey"),
        sa.ForeignKeyConstraint(["record_id", own], [f"{parent}.record_id", f"{parent}.id"], ondelete="CASCADE", name=f"{name}_record_id_{own}_fkey"),
        sqlite_with_rowid=False,
    )


def _records(connection: sa.Connection) -> Iterator[tuple[int, dict[str, list[dict[str, Any]]]]]:
    """The records that have flat rows, with these rows as they are made now."""
    from musnad.store.reading import load_record
    from musnad.store.rows import flat_rows

    searched = connection.execute(sa.text("SELECT record_id, machine_id FROM articles ORDER BY id")).all()
    for record_id in dict.fromkeys(number for row in searched for number in row if number is not None):
        yield record_id, flat_rows(load_record(connection, record_id))


def _fill(connection: sa.Connection, record_id: int, rows: dict[str, list[dict[str, Any]]]) -> None:
    for table, key, columns in (
        ("entities", ("id",), ("actor", "lat", "lon", "km")),
        ("events", ("id",), ("word", "context")),
        ("parties", ("entity", "role", "part"), ("actor", "state")),
    ):
        told = [{"record_id": record_id, **{name: row[name] for name in (*key, *columns)}} for row in rows[table] if any(row[c] for c in columns)]
        where = " AND ".join(f"{name} = :{name}" for name in ("record_id", *key))
        if told:
            connection.execute(sa.text(f"UPDATE {table} SET {', '.join(f'{c} = :{c}' for c in columns)} WHERE {where}"), told)
    for table, names in (("surfaces", ("entity", "surface", "times")), ("transfers", ("event", "item", "quantity", "unit", "price", "currency"))):
        told = [{"record_id": record_id, **{name: row[name] for name in names}} for row in rows[table]]
        if told:
            marks = ", ".join(f":{name}" for name in ("record_id", *names))
            connection.execute(sa.text(f"INSERT INTO {table} (record_id, {', '.join(names)}) VALUES ({marks})"), told)
