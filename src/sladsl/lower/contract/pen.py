"""The pen that writes one contract: the wording of its language, and names and values as it writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property

from sladsl.exact.durations import CalendarDays, DayTime, Deadline, Duration, Months, WorkingDays, Years
from sladsl.exact.money import Money
from sladsl.exact.periods import Cycle, Kind
from sladsl.exact.quantities import Quantity
from sladsl.exact.ratio import decimal_places, round_to
from sladsl.lower import values as v
from sladsl.lower.contract.findings import Findings
from sladsl.lower.document import (
    Align,
    Block,
    Bullets,
    Clause,
    Column,
    Edition,
    Inlines,
    Paragraph,
    Reference,
    Table,
    Term,
    Text,
    text,
)
from sladsl.lower.wording import Argument, wording
from sladsl.model import values as m
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Calendar, Party, PartyUse, Priority, Service, Unit
from sladsl.model.credits import Fee
from sladsl.model.house import House
from sladsl.model.metrics import Metric
from sladsl.source import Span

_UNENDING_PLACES = 6
_PERIODS = {Kind.BILLING_MONTH: "billing-month", Kind.ROLLING: "rolling", Kind.TRAILING: "trailing"}
COMPARISONS = {">=": "at-least", ">": "more-than", "<=": "at-most", "<": "less-than", "=": "exactly"}


def clock(written: str) -> v.Clock:
    """A time of day as written, to the minute."""
    hours, minutes = written.split(":")[:2]
    return v.Clock(int(hours) * 60 + int(minutes))


class Pen:
    """Says things in the language of one edition of one agreement; remembers nothing but findings."""

    def __init__(self, house: House, agreement: Agreement, language: str, edition: Edition) -> None:
        self.house = house
        self.agreement = agreement
        self.language = language
        self.edition = edition
        self.w = wording(language)
        self.findings = Findings()

    @property
    def internal(self) -> bool:
        return self.edition is Edition.INTERNAL

    @cached_property
    def names(self) -> frozenset[str]:
        """What the house's parties, units, services and agreements are called in this language."""
        house = self.house
        things: list[Party | Service | Agreement | Unit] = [*house.parties.values(), *house.services.values()]
        things += [*house.agreements.values(), *(u for p in house.parties.values() for u in p.units)]
        return frozenset(self.title(each.title) for each in things)

    # ---- sentences

    def say(self, message: str, /, **arguments: Argument) -> Inlines:
        return self.w.inlines(message, **arguments)

    def plain(self, message: str, /, **arguments: Argument) -> str:
        return self.w.say(message, **arguments)

    def p(self, message: str, /, **arguments: Argument) -> Paragraph:
        return Paragraph(self.w.inlines(message, **arguments))

    def join(self, items: Iterable[str | Inlines], style: str = "and") -> Inlines:
        return self.w.join(list(items), style)

    def title(self, words: m.Words) -> str:
        """A title as plain text; what it mentions stands for itself."""
        from sladsl.lower.contract.mentions import mentioned
        from sladsl.lower.document import plain

        parts = words.parts(self.language)
        return "".join(part if isinstance(part, str) else plain(mentioned(self, part)) for part in parts)

    def value(self, value: m.Value, places: int = 0) -> v.Value:
        """A value of the model as the wording takes it; a share with at least so many decimals."""
        match value:
            case m.Ratio(share):
                return v.Percent(finite(share, _UNENDING_PLACES + 2), places)
            case m.Number(number):
                return v.Number(finite(number))
            case Money(amount, currency):
                return v.Money(finite(amount), currency)
            case Quantity(number, unit):
                return v.Count(finite(number), unit)
            case Duration(seconds):
                return v.Elapsed(finite(seconds))
            case WorkingDays(count):
                return v.Count(Fraction(count), "working-day")
            case CalendarDays(count):
                return v.Count(Fraction(count), "day")
            case Months(count):
                return v.Count(Fraction(count), "month")
            case Years(count):
                return v.Count(Fraction(count), "year")
            case Deadline():
                raise TypeError("a deadline is said in words, not as a value")

    def share(self, share: Fraction) -> v.Percent:
        """A share as a percentage."""
        return v.Percent(finite(share, _UNENDING_PLACES + 2))

    def written(self, value: m.Value | v.Value, case: str = "nominative") -> str:
        return self.w.value(value if isinstance(value, LOWERED) else self.value(value), case)

    def shown(self, value: m.Value | v.Value) -> Inlines:
        """A value with the terms in it, such as Working Days, linked."""
        if isinstance(value, Deadline):
            return self.deadline(value)
        return self.say("value-alone", value=value if isinstance(value, LOWERED) else self.value(value))

    def number(self, value: int | Fraction) -> str:
        return self.w.formats.number(finite(Fraction(value)))

    def bound(self, comparator: str, target: m.Value | str | Inlines, places: int = 0) -> Inlines:
        """`at least 99.95%`."""
        if isinstance(target, Deadline):
            return self.deadline(target)
        shown = target if isinstance(target, (str, tuple)) else self.value(target, places)
        return self.say("bound-words", comparison=COMPARISONS[comparator], target=shown)

    def deadline(self, deadline: Deadline) -> Inlines:
        """`by the end of the day that is 2 Working Days after the one on which it begins`."""
        due = self._day_time(deadline.due)
        if deadline.otherwise is None:
            return due
        otherwise = self._day_time(deadline.otherwise)
        return self.say("deadline-cut-off", due=due, time=clock(deadline.cut_off), otherwise=otherwise)

    def _day_time(self, due: DayTime) -> Inlines:
        when = "working" if due.working else "calendar"
        count = v.Count(Fraction(due.days), "working-day" if due.working else "day")
        if due.clock == "end":
            if due.days == 0:
                return self.say("deadline-end", when=when)
            return self.say("deadline-end-later", when=when, count=count)
        if due.days == 0:
            return self.say("deadline-clock", when=when, time=clock(due.clock))
        return self.say("deadline-clock-later", time=clock(due.clock), count=count)

    # ---- named things

    def calendar(self, calendar: Calendar) -> Inlines:
        return (Term(f"calendar.{calendar.key}", self.title(calendar.title)),)

    def metric(self, metric: Metric) -> Inlines:
        return (Term(f"metric.{metric.key}", self.title(metric.title)),)

    def measured(self, guarantee: Guarantee) -> Inlines:
        """The metric of a promise, with its percentile."""
        if guarantee.percentile is None:
            return self.metric(guarantee.metric)
        return self.say(
            "percentile-of",
            number=self.number(guarantee.percentile),
            ordinal=str(self.w.formats.locale.ordinal_form(v.decimal(guarantee.percentile))),
            metric=self.metric(guarantee.metric),
        )

    def priority(self, priority: Priority) -> Inlines:
        return (Term(f"priority.{priority.key}", priority.name),)

    def services(self, services: Sequence[Service]) -> Inlines:
        return self.join([text(self.title(s.title)) for s in services])

    def party(self, use: PartyUse) -> str:
        """A party, or a unit with the party it belongs to."""
        if use.unit is None:
            return self.title(use.party.title)
        return f"{self.title(use.unit.title)} ({self.title(use.party.title)})"

    def fee(self, name: str) -> Fee | None:
        """The fee of that name, of this agreement or of the nearest level above that has one."""
        found = (a.fee(name) for a in (self.agreement, *self.house.levels_above(self.agreement)))
        return next((fee for fee in found if fee is not None), None)

    @property
    def own_fees(self) -> tuple[Fee, ...]:
        """The fees that this agreement itself charges, without those of the levels above."""
        above = {fee.span for a in self.house.levels_above(self.agreement) for fee in a.fees}
        return tuple(fee for fee in self.agreement.fees if fee.span not in above)

    def measured_by(self, service: Service | None) -> str:
        """Whose monitoring and ticket system say how a service does: those of its owner's house."""
        provider, customer = self.agreement.provider, self.agreement.customer
        if service is None or service.owner is None or provider is None or customer is None:
            return "provider"
        owner = service.owner.party.key
        return "customer" if owner == customer.party.key != provider.party.key else "provider"

    def period(self, period: Cycle | str) -> v.Period:
        if isinstance(period, str):
            return v.Period(period)
        kind = _PERIODS.get(period.kind, period.kind.value)
        first = period.first_day if period.kind is Kind.BILLING_MONTH else period.first_month
        return v.Period(kind, first, period.days)

    # ---- clauses

    def section(
        self,
        key: str,
        heading: str,
        *blocks: Block,
        children: Iterable[Clause] = (),
        origin: Span | None = None,
    ) -> Clause:
        """A clause under one of our own headings."""
        return Clause(key, self.plain(heading), blocks, tuple(children), origin)

    def numbered(self, key: str, items: Iterable[tuple[Paragraph, Span | None]]) -> tuple[Clause, ...]:
        """Paragraphs as clauses `key.1`, `key.2`."""
        return tuple(Clause(f"{key}.{n}", "", (p,), (), span) for n, (p, span) in enumerate(items, 1))

    def table(
        self, columns: Sequence[tuple[str | Inlines, Align, int]], rows: Iterable[tuple[Inlines, ...]]
    ) -> Table:
        """A table; a heading given as a string is one of our messages."""
        heads = tuple(
            Column(self.say(head) if isinstance(head, str) else head, align, share)
            for head, align, share in columns
        )
        return Table(heads, tuple(rows))

    def bullets(self, items: Iterable[Inlines]) -> Bullets:
        return Bullets(tuple((Paragraph(item),) for item in items))


LOWERED = (v.Number, v.Percent, v.Money, v.Day, v.Clock, v.Instant, v.Elapsed, v.Count, v.Period)


def finite(value: Fraction, places: int = _UNENDING_PLACES) -> Fraction:
    """The value when its decimals end, else rounded half up."""
    return value if decimal_places(value) is not None else round_to(value, places)


def reference(key: str) -> Inlines:
    return (Reference(key),)


def upper_words(pen: Pen, agreement: Agreement) -> Inlines:
    """An agreement of a level above as a sentence names it."""
    title = text(pen.title(agreement.title))
    if agreement.level is None:
        return pen.say("upper-named", title=title)
    return pen.say("upper-named-level", title=title, level=agreement.level)


def capitalised(content: Inlines) -> Inlines:
    """The content with a capital at the beginning when it begins with plain text."""
    if content and isinstance(content[0], Text):
        first = content[0].text
        return (Text(first[:1].upper() + first[1:]), *content[1:])
    return content


def sentences(*parts: Inlines) -> Paragraph:
    """Sentences one after the other in one paragraph."""
    content: list[Inlines] = []
    for part in parts:
        if part:
            content += [(Text(" "),), part] if content else [part]
    return Paragraph(tuple(inline for part in content for inline in part))
