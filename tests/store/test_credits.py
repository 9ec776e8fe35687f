"""Articles that an agency is credited with, in a store: a link without a span is no hindrance."""
from __future__ import annotations

from sqlalchemy import select

from musnad.intake.article import make_article
from musnad.store import Store
from musnad.store.tables import LinkRow

TEXT = "قصف الجيش السوري يوم الثلاثاء مواقع للمعارضة في حلب. وقال متحدث باسم المعارضة إن القصف أدى إلى مقتل سبعة مدنيين."


def test_a_credited_article_goes_in_and_comes_out(store: Store) -> None:
    article = make_article(id="x", text=TEXT, title="قصف في حلب", outlet="صوت المدينة", published="2021-11-24", url="https://a.test/1", sources=["Reuters"])
    assert store.add(article).what == "new" and store.add(article).what == "same"
    [back] = store.articles()
    assert back.record.article == article
    assert all(statement.links[0].span is None and statement.links[0].kind == "agency" for statement in back.record.statements)
    with store.reading() as connection:
        rows = connection.execute(select(LinkRow.position, LinkRow.start, LinkRow.end)).all()
    assert {(row.start, row.end) for row in rows if row.position == 0} == {(None, None)}
    article.sources = []
    assert store.add(article).what == "changed"
