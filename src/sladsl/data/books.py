"""What was invoiced and what was claimed, from files with fixed columns."""

from __future__ import annotations

from datetime import date

from sladsl.data import sql
from sladsl.data.bindings import Bindings
from sladsl.data.fixed_columns import Misfits, opened
from sladsl.data.store import Store, Table
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.books import Books, Charged, Claim
from sladsl.exact.money import Money
from sladsl.exact.periods import Cycle, kind_of
from sladsl.exact.ratio import parse_number
from sladsl.model.agreements import Agreement

_DATES = "write dates as in `2027-11-26`"


def read_books(store: Store, given: Bindings, agreement: Agreement, found: list[Diagnostic]) -> Books:
    """The charges and claims that concern the agreement. A file with a column `agreement` may hold those of
    others, which are passed over."""
    charges: tuple[Charged, ...] = ()
    claims: tuple[Claim, ...] = ()
    invoiced = any(fee.invoiced for fee in agreement.fees)
    if "fees" in given.files and invoiced:
        charges = _charges(store, given.files["fees"], agreement, found)
    if "claims" in given.files:
        claims = _claims(store, given.files["claims"], agreement, found)
    return Books(charges, claims)


def _charges(store: Store, file: str, agreement: Agreement, found: list[Diagnostic]) -> tuple[Charged, ...]:
    """`fee, from, to, amount`: what each fee came to for the dates counted in, in the currency of the fee."""
    table = opened(store, file, ("fee", "from", "to", "amount"), found)
    if table is None:
        return ()
    misfits = Misfits(table)
    fees = {fee.name: fee for fee in agreement.fees if fee.invoiced}
    charges: list[Charged] = []
    columns = ("fee", "from", "to", "amount", "currency")
    for row, (name, first, last, amount, currency) in _records(store, table, columns, agreement):
        fee = fees.get(name or "")
        begins, ends = _date(first), _date(last)
        number = parse_number(amount or "")
        if fee is None:
            known = ", ".join(f"`{each}`" for each in fees)
            misfits.add(row, "the fee is none that is left to the invoices", f"the fees are {known}", name)
        elif begins is None or ends is None:
            misfits.add(row, "its time is no two dates", _DATES, first if begins is None else last)
        elif ends < begins:
            misfits.add(row, "it ends before it begins", "exchange the two dates", last)
        elif number is None:
            misfits.add(row, "its amount is no number", "write it as in `1234.50`", amount)
        elif currency and currency != fee.amount.currency:
            help = f"`{fee.name}` is agreed in {fee.amount.currency}"
            misfits.add(row, "its currency is another than that of the fee", help, currency)
        else:
            origin = f"{file}, row {table.line(row)}"
            charges.append(Charged(fee.name, begins, ends, Money(number, fee.amount.currency), origin))
    misfits.tell(found)
    return tuple(charges)


def _claims(store: Store, file: str, agreement: Agreement, found: list[Diagnostic]) -> tuple[Claim, ...]:
    """`period, claimed`: when the credits of a period were asked for; an empty date is never."""
    table = opened(store, file, ("period", "claimed"), found)
    if table is None:
        return ()
    misfits = Misfits(table)
    claims: list[Claim] = []
    for row, (period, claimed) in _records(store, table, ("period", "claimed"), agreement):
        on = _date(claimed)
        if not period or not _is_period(period):
            misfits.add(row, "its period is none", "write it as in `2027-11` or `2027-Q4`", period)
        elif claimed and on is None:
            misfits.add(row, "its date is none", _DATES, claimed)
        else:
            claims.append(Claim(period, on))
    misfits.tell(found)
    return tuple(claims)


def _records(
    store: Store, table: Table, columns: tuple[str, ...], agreement: Agreement
) -> list[tuple[int, list[str | None]]]:
    """Row and texts of each record of the agreement; a column that is not there is empty."""
    texts = [
        f"trim(CAST({sql.name(c)} AS VARCHAR))" if c in table.columns else "CAST(NULL AS VARCHAR)"
        for c in columns
    ]
    mine = ""
    if "agreement" in table.columns:
        mine = f" WHERE trim(CAST(agreement AS VARCHAR)) = {sql.literal(agreement.key)}"
    found = store.run(
        f"SELECT {', '.join([table.row + ' AS row', *texts])} FROM {table.relation}{mine} ORDER BY row"
    )
    return [(row, list(texts)) for row, *texts in found]


def _is_period(label: str) -> bool:
    kind = kind_of(label)
    return kind is not None and Cycle(kind, "UTC").at(label) is not None


def _date(text: str | None) -> date | None:
    """The date that a text begins with, as dates and times are written alike in many exports."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
