"""The definitions: every defined term that the contract uses, once, from wherever its meaning comes."""

from __future__ import annotations

from sladsl.lower.contract import mentions
from sladsl.lower.contract.calendar_words import calendar_words
from sladsl.lower.contract.pen import Pen, reference
from sladsl.lower.document import Clause, Definition, Definitions, Document, Inlines, Text, text
from sladsl.lower.numbering import used_terms
from sladsl.lower.wording import Argument
from sladsl.records import replace

# Terms whose meaning refers to a section: that section's key, and the argument the message knows it by.
_SECTIONS = {
    "service-level": ("levels", "levels"),
    "service-credit": ("credits", "credits"),
    "bonus": ("credits", "credits"),
    "service-hours": ("hours", "hours"),
    "downtime": ("measurement", "measurement"),
    "excluded-time": ("exclusions", "exclusions"),
    "maintenance": ("exclusions", "exclusions"),
    "fee": ("fees", "fees"),
    "priority": ("schedule.priorities", "priorities"),
}
# Of these, the ones that are only referred to their section where the agreement has any.
_AGREED = {
    "service-credit": lambda promise: promise.credit is not None,
    "bonus": lambda promise: promise.bonus is not None,
}


def defined(pen: Pen, document: Document) -> Document:
    """The document with its section of definitions filled in."""
    keys = {clause.key for clause in document.walk()}
    entries: dict[str, Definition] = {}
    wanted = used_terms(document) | {"agreement"}
    while todo := sorted(wanted - entries.keys()):
        for key in todo:
            entries[key] = _definition(pen, key, keys)
            wanted |= used_terms(entries[key].meaning)
    ordered = tuple(sorted(entries.values(), key=lambda d: (d.term.casefold(), d.key)))
    blocks = (pen.p("definitions-intro"), Definitions(ordered))
    clauses = tuple(replace(c, blocks=blocks) if c.key == "definitions" else c for c in document.clauses)
    return replace(document, clauses=clauses)


def section(pen: Pen) -> Clause:
    """The section, to be filled in when the rest is written."""
    return pen.section("definitions", "section-definitions")


def _definition(pen: Pen, key: str, clauses: set[str]) -> Definition:
    kind, _, name = key.partition(".")
    match kind if name else "":
        case "calendar":
            return _calendar(pen, key, name)
        case "metric":
            metric = pen.house.metrics[name]
            meaning = pen.say("meaning-metric", clause=reference(f"measurement.{name}"))
            return Definition(key, pen.title(metric.title), meaning)
        case "priority":
            return _priority(pen, key, name)
        case "term":
            term = pen.house.terms[name]
            return Definition(key, pen.title(term.title), _unstopped(mentions.inlines(pen, term.meaning)))
    return _own(pen, key, clauses)


def _unstopped(content: Inlines) -> Inlines:
    """Without a full stop at the end, which the list of definitions sets itself."""
    last = content[-1] if content else None
    if isinstance(last, Text) and last.text.endswith("."):
        return (*content[:-1], Text(last.text[:-1]))
    return content


def _calendar(pen: Pen, key: str, name: str) -> Definition:
    found = pen.house.calendars.get(name)
    if found is None:  # put together on the spot, as in `during (A or B)`
        found = next(g.during for g in pen.agreement.promises if g.during and g.during.key == name)
    if found.is_always:
        return Definition(key, pen.title(found.title), pen.say("meaning-calendar-always"))
    meaning = pen.say("meaning-calendar", hours=calendar_words(pen, found))
    return Definition(key, pen.title(found.title), meaning)


def _priority(pen: Pen, key: str, name: str) -> Definition:
    owner, _, short = name.rpartition(".")
    priority = pen.house.priorities[owner].find(short)
    if priority is None:
        raise ValueError(f"no priority {name}")
    title = text(pen.title(priority.title))
    if priority.meaning is None:
        return Definition(key, short, pen.say("meaning-priority", name=title))
    meaning = _unstopped(mentions.inlines(pen, priority.meaning))
    return Definition(key, short, pen.say("meaning-priority-of", name=title, meaning=meaning))


def _own(pen: Pen, key: str, clauses: set[str]) -> Definition:
    """One of the terms of every contract; where its section is absent, its meaning in general."""
    agreement = pen.agreement
    arguments: dict[str, Argument] = {}
    general: str | None = None
    match key:
        case "provider" | "customer":
            use = agreement.provider if key == "provider" else agreement.customer
            if use is None:
                general = "meaning-provider-any" if key == "provider" else "meaning-customer-any"
            else:
                arguments = {"name": text(pen.party(use))}
        case "service":
            arguments = {"scope": reference("scope")}
            general = None if agreement.services else "meaning-service-any"
        case "measurement-period":
            arguments = {"zone": text(agreement.zone)}
        case "working-day":
            always = agreement.hours is None or agreement.hours.is_always
            general = "meaning-working-day-always" if always else None
        case "ticket":
            sides = {pen.measured_by(service) for service in agreement.services} or {"provider"}
            arguments = {"side": sides.pop() if len(sides) == 1 else "both"}
        case _ if key in _SECTIONS:
            clause, argument = _SECTIONS[key]
            agreed = _AGREED.get(key)
            if clause in clauses and (agreed is None or any(map(agreed, agreement.promises))):
                arguments = {argument: reference(clause)}
            else:
                general = f"meaning-{key}-any"
    if general is not None:
        return Definition(key, pen.w.term(key), pen.say(general))
    return pen.w.definition(key, **arguments)
