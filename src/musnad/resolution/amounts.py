"""Amounts to records: the currency of a bare دينار or جنيه is that of the country the article is about."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.analysis.amounts import AmountExpression
from musnad.analysis.quantities import country_currencies
from musnad.language.tokens import Document
from musnad.record import Amount


def resolve_amounts(expressions: Sequence[AmountExpression], document: Document, country: str | None) -> list[Amount]:
    """Records for the expressions, ids ``n1`` on.

    ``country`` (ISO 3166-1 alpha-3) decides what a currency with no adjective is; one it does not
    decide keeps its English name as unit (``dinar``).
    """
    return [_record(f"n{number}", expression, document, country) for number, expression in enumerate(expressions, 1)]


def _record(name: str, expression: AmountExpression, document: Document, country: str | None) -> Amount:
    unit, how = expression.unit, _HOW[expression.kind]
    if expression.kind == "money":
        unit, how = _currency(expression, country)
    words = " ".join(document.text[expression.span[0] : expression.span[1]].split())
    end = f", the lower end of a range up to {expression.high}" if expression.high is not None else ""
    why = f"“{words}”: {expression.value}{end}, {how}."
    return Amount(name, expression.span, expression.value, unit, expression.bound, why)


_HOW = {
    "percent": "a percentage",
    "prison": "a sentence of prison",
    "count": "a counted noun of the unit table",
    "money": "",
}


def _currency(expression: AmountExpression, country: str | None) -> tuple[str, str]:
    currency = expression.currency
    if expression.code:
        return expression.code, f"{expression.code} as named"
    if currency is None:
        return expression.unit, "money"
    local = country_currencies().get(country or "")
    if local in currency.codes:
        return local, f"a {currency.name} in an article about {country}"
    return currency.name, f"a {currency.name} of no country that the text names"
