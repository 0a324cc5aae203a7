"""What follows from the period: what is due by when and from whom, and which rights it has given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sladsl.evaluate.claims import claim_until
from sladsl.evaluate.reasons import Why
from sladsl.evaluate.results import Result, State, Statement
from sladsl.evaluate.rights import Right, rights
from sladsl.exact.money import Money
from sladsl.lower.contract.amounts import counted
from sladsl.lower.contract.pen import Pen, capitalised
from sladsl.lower.contract.period_names import period_name
from sladsl.lower.contract.procedure import title_of
from sladsl.lower.document import Align, Block, Clause, Inlines, text
from sladsl.lower.values import Day
from sladsl.model.agreements import Escalation
from sladsl.records import record
from sladsl.report.clauses import Clauses
from sladsl.report.dates import due, last_day, last_notice, next_review
from sladsl.report.names import Promises
from sladsl.report.reasons import why_words

_AHEAD = timedelta(days=366)
"""How far ahead of the period's end a date has to lie to be left to a later report."""
_QUIET = (Why.NO_CASE, Why.NO_EVENT, Why.NO_INTERVAL, Why.NOTHING_COUNTED)


@record
class Action:
    """Something to do: by whom (provider, customer or parties), by when, and the contract's clause."""

    what: Inlines
    who: str
    when: date | None
    clause: str


def actions(pen: Pen, promises: Promises, statements: Sequence[Statement], clauses: Clauses) -> Clause:
    """What is due, the earliest first and what has no date last; below it, rights to terminate."""
    statement = statements[-1]
    found = [
        *_claims(pen, statement, clauses),
        *_reports(pen, promises, statement, clauses),
        *_escalations(pen, promises, statement, clauses),
        *_unanswered(pen, promises, statement, clauses),
        *_terms(pen, statement, clauses),
    ]
    known = list(rights(statement.agreement, statements))
    found += [_right(pen, promises, right, clauses) for right in known if right.is_reached]
    found.sort(key=lambda a: a.when or date.max)
    blocks: list[Block] = []
    if found:
        rows = [
            (
                text(pen.written(Day(a.when)) if a.when is not None else "–"),
                capitalised(a.what),
                text(_who(pen, a.who)),
                text(a.clause or "–"),
            )
            for a in found
        ]
        blocks.append(
            pen.table(
                [
                    ("report-column-when", Align.START, 2),
                    ("report-column-action", Align.START, 5),
                    ("report-column-who", Align.START, 2),
                    ("report-column-clause", Align.START, 0),
                ],
                rows,
            )
        )
    else:
        blocks.append(pen.p("report-nothing-due"))
    if known:
        blocks += [pen.p("report-rights-intro"), _rights(pen, promises, known, clauses)]
    return pen.section("actions", "section-report-actions", *blocks)


def _who(pen: Pen, who: str) -> str:
    use = {"provider": pen.agreement.provider, "customer": pen.agreement.customer}.get(who)
    return pen.title(use.title) if use is not None else pen.plain("report-who", who=who)


def _claims(pen: Pen, statement: Statement, clauses: Clauses) -> Iterator[Action]:
    agreement, credit, terms = statement.agreement, statement.credit, statement.agreement.credit_terms
    if credit is not None and credit.amount:
        amount, clause = _money(pen, credit), clauses.number("claims")
        if terms is not None and terms.automatic:
            yield Action(pen.say("report-do-grant", amount=amount), "provider", None, clause)
        elif terms is not None and terms.claim_within is not None:
            when = claim_until(agreement, statement.period) or due(
                agreement, statement.period, terms.claim_within
            )
            yield Action(pen.say("report-do-claim", amount=amount), "customer", when, clause)
        else:
            clause = clauses.number("credits")
            yield Action(pen.say("report-do-settle", amount=amount), "parties", None, clause)
    if statement.bonus is not None and statement.bonus.amount:
        amount = _money(pen, statement.bonus)
        yield Action(pen.say("report-do-bonus", amount=amount), "customer", None, clauses.number("credits"))


def _reports(pen: Pen, promises: Promises, statement: Statement, clauses: Clauses) -> Iterator[Action]:
    agreement, period = statement.agreement, statement.period
    kinds = {g.period.kind.value for g in agreement.promises if g.period is not None}
    for report in agreement.reports:
        if report.each not in kinds and len(kinds) > 0:
            continue
        titles = [title_of(pen, name, promises.groups) for name in report.guarantees]
        said = pen.say(
            "report-do-report",
            period=text(period_name(pen, period.label)),
            promises=pen.join(list(dict.fromkeys(titles))),
        )
        when = due(agreement, period, report.within)
        yield Action(said, "provider", when, clauses.at(report.span, "reporting"))


def _escalations(pen: Pen, promises: Promises, statement: Statement, clauses: Clauses) -> Iterator[Action]:
    """Cases that were late have passed every step: whom the contract wants informed of them."""
    late: dict[str, int] = {}
    for result in statement.results:
        priority = result.guarantee.priority
        if priority is not None and result.measured.unit == "cases" and result.measured.counted:
            number = len(result.measured.counted) + result.measured.more
            late[priority.key] = max(late.get(priority.key, 0), number)
    for escalation in statement.agreement.escalations:
        for priority in escalation.priorities:
            if priority.key in late:
                said = pen.say(
                    "report-do-inform",
                    count=late[priority.key],
                    number=text(pen.number(late[priority.key])),
                    priority=text(priority.name),
                    informed=pen.join(_informed(pen, escalation)),
                )
                yield Action(said, "provider", None, clauses.at(escalation.span, "escalation"))


def _informed(pen: Pen, escalation: Escalation) -> list[str | Inlines]:
    names = [pen.party(to) for step in escalation.steps for to in step.to]
    return [text(name) for name in dict.fromkeys(names)]


def _unanswered(pen: Pen, promises: Promises, statement: Statement, clauses: Clauses) -> Iterator[Action]:
    """Results without a verdict: data to bring, or a text to agree on."""
    for result in statement.results:
        clause = clauses.number(promises.group(result).clause)
        name = text(promises.name(result))
        if result.state is State.UNDEFINED and not _lacks_records(result):
            said = pen.say("report-do-agree", promise=name, why=why_words(pen, result))
            yield Action(said, "parties", None, clause)
    missing = [r for r in statement.results if _lacks_data(r) or _lacks_records(r)]
    if missing:
        names = list(dict.fromkeys(promises.group(r).title(pen) for r in missing))
        said = pen.say("report-do-data", promises=pen.join(names))
        yield Action(said, "provider", None, clauses.number("measurement"))


def _lacks_data(result: Result) -> bool:
    """Whether data are missing, and not simply what they are about, such as a ticket of a priority."""
    reason = result.measured.reason
    return result.state is State.NO_DATA and not (reason is not None and reason.why in _QUIET)


def _lacks_records(result: Result) -> bool:
    """Whether records that were left out keep a result from being known."""
    return result.reason is not None and result.reason.why is Why.LEFT_OUT


def _terms(pen: Pen, statement: Statement, clauses: Clauses) -> Iterator[Action]:
    agreement, period = statement.agreement, statement.period
    until = last_day(agreement, period) + _AHEAD
    review = next_review(agreement, period)
    if review is not None and review <= until:
        yield Action(pen.say("report-do-review"), "parties", review, clauses.number("review.1"))
    notice = last_notice(agreement, period)
    if notice is not None and notice[0] <= until:
        said = pen.say("report-do-notice", end=Day(notice[1]))
        yield Action(said, "parties", notice[0], clauses.number("term"))


def _right(pen: Pen, promises: Promises, right: Right, clauses: Clauses) -> Action:
    promise, missed = _promise(pen, promises, right), text(pen.number(right.missed))
    if right.termination.kind == "in_a_row":
        said = pen.say("report-do-terminate-row", promise=promise, missed=missed)
    else:
        looked = text(pen.number(right.looked))
        said = pen.say("report-do-terminate-of", promise=promise, missed=missed, looked=looked)
    return Action(said, right.termination.by, None, clauses.at(right.termination.span, "term"))


def _rights(pen: Pen, promises: Promises, known: Sequence[Right], clauses: Clauses) -> Block:
    rows = [
        (
            _promise(pen, promises, right),
            _arises(pen, right),
            pen.say(
                "report-right-now",
                missed=text(pen.number(right.missed)),
                looked=text(pen.number(right.looked)),
            ),
            pen.say("report-right-state", state="reached" if right.is_reached else "open"),
            text(clauses.at(right.termination.span, "term")),
        )
        for right in known
    ]
    return pen.table(
        [
            ("report-column-promise", Align.START, 3),
            ("report-column-right", Align.START, 4),
            ("report-column-missed", Align.START, 3),
            ("report-column-right-state", Align.START, 2),
            ("report-column-clause", Align.START, 0),
        ],
        rows,
    )


def _promise(pen: Pen, promises: Promises, right: Right) -> Inlines:
    return text(title_of(pen, right.termination.guarantee or "", promises.groups))


def _arises(pen: Pen, right: Right) -> Inlines:
    window, period = text(pen.number(right.window)), _word(right)
    if right.termination.kind == "in_a_row":
        return pen.say("report-right-row", window=window, period=period)
    needed = text(pen.number(right.needed))
    return pen.say("report-right-of", needed=needed, window=window, period=period)


def _word(right: Right) -> str:
    return counted(right.termination.window)[1]


def _money(pen: Pen, amount: Money) -> Inlines:
    return text(pen.written(amount))
