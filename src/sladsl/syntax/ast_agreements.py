"""The syntax tree of agreements: promises, credits, house rules and scenarios as they were written."""

from __future__ import annotations

from sladsl.syntax.ast import (
    Date,
    Expr,
    Instant,
    Label,
    Name,
    Number,
    Percent,
    Percentile,
    Quantity,
    Ref,
    Row,
    String,
    Text,
    Time,
)
from sladsl.syntax.nodes import Node, node
from sladsl.syntax.words import (
    AgreementKind,
    Basis,
    ChainWord,
    Combination,
    Comparator,
    LeastWord,
    Level,
    Permission,
    Role,
    TierWord,
)

# ---- agreements


@node
class Argument(Node):
    """One argument of a template."""

    name: Name
    value: Expr


@node
class TemplateUse(Node):
    """An agreement made from a template."""

    template: Ref
    arguments: tuple[Argument, ...] | None


@node
class Agreement(Node):
    """An SLA, OLA or underpinning contract."""

    level: Level | None
    kind: AgreementKind
    name: Name
    title: Text | None
    under: Ref | None
    made_from: TemplateUse | None
    body: tuple[Node, ...] | None


@node
class Parameter(Node):
    """One parameter of a template."""

    name: Name
    type: Name
    default: Expr | None


@node
class Template(Node):
    """What many agreements have in common."""

    name: Name
    parameters: tuple[Parameter, ...] | None
    body: tuple[Node, ...]


@node
class Provider(Node):
    """Who promises."""

    ref: Ref


@node
class Customer(Node):
    """Who is promised."""

    ref: Ref


@node
class Renews(Node):
    """By how long the term renews."""

    quantity: Quantity


@node
class Effective(Node):
    """The term of an agreement."""

    first: Date
    until: Date | None
    terms: tuple[Node, ...]


@node
class Hours(Node):
    """Service hours, and the zone in which periods begin."""

    calendar: Ref
    zone: String | None


@node
class UsePriorities(Node):
    """Which priorities an agreement uses."""

    ref: Ref


@node
class Fee(Node):
    """What is paid; `value` is an amount or `Invoiced`, `period` a period or `EachOne`."""

    name: Name
    title: Text | None
    value: Node
    period: Node


@node
class Invoiced(Node):
    """`as invoiced in EUR`: only the invoices say how much."""

    currency: Name


@node
class EachOne(Node):
    """`each`: a price of one piece, not of a time."""


@node
class Relies(Node):
    """The supporting agreements."""

    refs: tuple[Ref, ...]


@node
class Covers(Node):
    """Services in scope."""

    refs: tuple[Ref, ...]


@node
class Report(Node):
    """What is reported when."""

    guarantees: tuple[Name, ...]
    each: Name
    within: Quantity


@node
class Duty(Node):
    """What a side has to do."""

    role: Role
    text: Text


@node
class Requirement(Node):
    """What must be so at a side."""

    role: Role
    text: Text


@node
class Surcharge(Node):
    """What costs extra."""

    text: Text
    value: Expr
    per: Name
    outside: Ref | None


@node
class Approval(Node):
    """Who signs off inside each party."""

    refs: tuple[Ref, ...]


@node
class Law(Node):
    """Governing law."""

    name: Name


@node
class Review(Node):
    """How often an agreement is reviewed, and when it was last."""

    quantity: Quantity
    last: Date | None


@node
class Finding(Node):
    """A finding by its name or code: `availability-proof`, `SLA0707`."""

    parts: tuple[Name, ...]


@node
class Silence(Node):
    """Findings that are known and accepted where this stands."""

    findings: tuple[Finding, ...]
    until: Date | None
    reason: String | None


@node
class FileSilence(Node):
    """Findings that are known and accepted in a whole file."""

    findings: tuple[Finding, ...]
    until: Date | None
    reason: String | None


@node
class Include(Node):
    """Clauses of an agreement."""

    refs: tuple[Ref, ...]


@node
class Version(Node):
    """The version of an agreement."""

    string: String


@node
class Language(Node):
    """The languages of an agreement, the binding one first."""

    names: tuple[Name, ...]


@node
class EscalationStep(Node):
    """Who is told at which share of the time."""

    at: Percent
    refs: tuple[Ref, ...]


@node
class Escalation(Node):
    """Escalation of some priorities."""

    refs: tuple[Ref, ...]
    steps: tuple[EscalationStep, ...]


@node
class MissedOf(Node):
    """Missed m of n periods."""

    guarantee: Ref
    count: Number
    window: Quantity


@node
class MissedInARow(Node):
    """Missed n periods in a row."""

    guarantee: Ref
    window: Quantity


@node
class Termination(Node):
    """When a side may terminate."""

    role: Role
    ground: Node


@node
class Handling(Node):
    """In what order supporting agreements act."""

    refs: tuple[Ref, ...]
    chain: Node


@node
class Chain(Node):
    """`then`, `or` or `with`."""

    op: ChainWord
    left: Node
    right: Node


@node
class Handover(Node):
    """Time between two steps."""

    quantity: Quantity


# ---- guarantees


@node
class PercentilePrefix(Node):
    """`p99 of`."""

    percentile: Percentile


@node
class EachSubject(Node):
    """`each service`."""

    kind: ServiceWord | Name


@node
class ServiceWord(Node):
    """The word `service` after `each`."""


@node
class Measurand(Node):
    """What a guarantee is about."""

    percentile: PercentilePrefix | None
    metric: Ref
    subjects: tuple[Node | tuple[Ref, ...], ...]


@node
class Deadline(Node):
    """A target that is an instant: by when, and by when else for what came after a time of day."""

    due: Node
    cut_off: Node | None


@node
class DueAt(Node):
    """A time of some day, counted from the one on which a case began."""

    point: Node
    day: Node


@node
class EndOfDay(Node):
    """The end of a day, or of its open hours."""


@node
class SameDay(Node):
    """The day itself."""


@node
class NextDay(Node):
    """The day after."""


@node
class LaterDay(Node):
    """So many days after."""

    count: Number


@node
class SameWorkingDay(Node):
    """The day itself, or the next working day where it is none."""


@node
class NextWorkingDay(Node):
    """The working day after."""


@node
class LaterWorkingDay(Node):
    """So many working days after."""

    count: Number


@node
class CutOff(Node):
    """Until which time of day an event has to come, and by when else the case is due."""

    event: Name
    time: Time
    due: Node


@node
class AppliesWhen(Node):
    """The condition of a promise."""

    condition: Expr


@node
class ClaimedOnce(Node):
    """Downtime for which a claim was paid is used up."""


@node
class Guarantee(Node):
    """One promise."""

    name: Name
    title: Text | None
    measurand: Measurand
    comparator: Comparator
    target: Expr | Deadline
    modifiers: tuple[Node, ...]
    body: tuple[Node, ...] | None


@node
class GuaranteeTable(Node):
    """A table of promises."""

    name: Name
    title: Text | None
    subjects: tuple[Ref, ...] | None
    modifiers: tuple[Node, ...]
    body: tuple[Node, ...]


@node
class Per(Node):
    """Over which period."""

    period: Node


@node
class During(Node):
    """In which hours."""

    calendar: Node


@node
class ShareRequired(Node):
    """For which share of the cases."""

    share: Expr
    of: Name


@node
class ValidFrom(Node):
    """From when a promise holds."""

    date: Date


@node
class ValidUntil(Node):
    """Until when a promise holds."""

    date: Date


@node
class CalendarPeriod(Node):
    """`month`."""

    name: Name


@node
class ShiftedPeriod(Node):
    """`quarter starting in February`."""

    name: Name
    month: Name


@node
class BillingPeriod(Node):
    """`billing month from day 15`."""

    name: Name
    day: Number


@node
class RollingPeriod(Node):
    """Every window of that length."""

    quantity: Quantity


@node
class TrailingPeriod(Node):
    """The window that ends now."""

    quantity: Quantity


@node
class ExceptFor(Node):
    """What does not count."""

    refs: tuple[Ref, ...]
    downtime_only: DowntimeOnly | None


@node
class DowntimeOnly(Node):
    """What does not count stays part of the time of which shares are taken."""


@node
class LowerLevels(Node):
    """What lower levels may do."""

    permission: Permission


@node
class Rounding(Node):
    """Rounding before comparing."""

    places: Number
    mode: str


@node
class Exact(Node):
    """Comparing without rounding."""


@node
class AlertSteps(Node):
    """Shares of the budget at which to alert."""

    percents: tuple[Percent, ...]


# ---- money


@node
class CreditTiers(Node):
    """Credits by tier."""

    met: EvenWhenMet | None
    tiers: tuple[Tier, ...]


@node
class EvenWhenMet(Node):
    """A row pays although the target is met."""


@node
class CreditSingle(Node):
    """One credit for every miss."""

    amount: Amount


@node
class Bonus(Node):
    """Bonuses by tier."""

    tiers: tuple[Tier, ...]


@node
class Tier(Node):
    """`below`, `above`, `at least`, `at most`, `when` or `otherwise`."""

    kind: TierWord
    bound: Expr | None
    off: OffTarget | None
    amount: Amount


@node
class OffTarget(Node):
    """The bound is a share of the target by which it is missed."""


@node
class Amount(Node):
    """What is paid, and by what it is multiplied or limited."""

    base: Node
    terms: tuple[Node, ...]


@node
class ShareOfFee(Node):
    """A share of a named fee."""

    share: Expr
    parts: tuple[Percent, ...]
    turn: NextFee | None
    fee: Ref | AmountAtRisk
    before: ChargesBefore | None


@node
class NextFee(Node):
    """Of the fee that follows."""


@node
class AmountAtRisk(Node):
    """Of the amount that the agreement puts at risk."""


@node
class ChargesBefore(Node):
    """Of what was charged for so many days before."""

    quantity: Quantity


@node
class ServiceTime(Node):
    """`5 days of service`."""

    quantity: Expr


@node
class MultipleOfPrice(Node):
    """`10 x price of time down`, `50 x hourly of time down`."""

    factor: Number
    price: WholePrice | Ref


@node
class WholePrice(Node):
    """The price of everything: all fees."""


@node
class PerStarted(Node):
    """For every started block."""

    quantity: Quantity
    basis: Basis | None


@node
class PerBlock(Node):
    """For every full block."""

    quantity: Quantity
    basis: Basis | None


@node
class PerEach(Node):
    """For every one."""

    name: Name


@node
class Beyond(Node):
    """Only what exceeds; `start` says that what exceeds counts from its first second."""

    quantity: Quantity
    start_too: FromTheStart | None


@node
class FromTheStart(Node):
    """Nothing stays free."""


@node
class PerDate(Node):
    """For every whole date."""

    basis: Basis | None
    start_too: FromTheStart | None


@node
class PerBegunDate(Node):
    """For every date touched."""

    basis: Basis | None
    start_too: FromTheStart | None


@node
class OncePer(Node):
    """At most once."""

    name: Name
    trigger: WithMoreDown | None


@node
class WithMoreDown(Node):
    """Only where more was down than that, in all or in one stretch."""

    quantity: Quantity
    row: InARow | None


@node
class InARow(Node):
    """In one stretch."""


@node
class EachAtMost(Node):
    """A ceiling for each block, case or outage."""

    base: Node


@node
class AtMost(Node):
    """A ceiling."""

    base: Node


@node
class Doubled(Node):
    """Doubled after misses in a row."""

    quantity: Quantity


@node
class DoubledOf(Node):
    """Doubled after so many misses of some."""

    count: Number
    quantity: Quantity


@node
class OnlyInARow(Node):
    """Owed only after misses in a row."""

    quantity: Quantity


@node
class OnlyOf(Node):
    """Owed only after so many misses of some."""

    count: Number
    quantity: Quantity


@node
class EarnedBack(Node):
    """Returned after successes in a row."""

    quantity: Quantity


@node
class CreditTerms(Node):
    """How credits combine, are capped and claimed."""

    items: tuple[Node, ...]


@node
class PointsTable(Node):
    """From how many points which amount is owed."""

    rows: tuple[Row, ...]


@node
class Combine(Node):
    """`highest`, `sum`, `agreeing` or `customer chooses`."""

    how: Combination


@node
class Cap(Node):
    """The most that is paid."""

    base: Node
    period: Node


@node
class ClaimWithin(Node):
    """How long a credit may be claimed."""

    quantity: Quantity


@node
class Automatic(Node):
    """Credits are given without a claim."""


@node
class Minimum(Node):
    """The least that is paid out; `least` is `at least` or `more than`."""

    least: LeastWord | None
    value: Expr
    after: AfterRounding | None


@node
class AfterRounding(Node):
    """The rounded amount is compared."""


@node
class RoundMoney(Node):
    """How money is rounded."""

    mode: str


@node
class DayLength(Node):
    """What a day of service is a part of."""

    length: CalendarDate | DayPart


@node
class CalendarDate(Node):
    """The day of the calendar."""


@node
class DayPart(Node):
    """`1/30 of a month`."""

    one: Number
    of: Number
    name: Name


@node
class AtRisk(Node):
    """The amount at risk."""

    base: Node


# ---- house rules


@node
class Policy(Node):
    """What may be promised."""

    name: Name
    title: Text | None
    owner: Ref | None
    items: tuple[Node, ...]


@node
class PolicyMargin(Node):
    """A margin to keep."""

    metric: Ref
    comparator: Comparator
    value: Expr


@node
class PolicyCreditsAtRisk(Node):
    """A limit on credits."""

    comparator: Comparator
    value: Expr
    fee: AnnualFee | Ref


@node
class PolicyCreditsRecovered(Node):
    """How much of the credits for a supplier's failure the supplier pays at least."""

    comparator: Comparator
    value: Expr


@node
class AnnualFee(Node):
    """All fees of a year."""


@node
class PolicyRequire(Node):
    """What every agreement must have."""

    names: tuple[Name, ...]


@node
class PolicyLimit(Node):
    """A limit on what is promised."""

    metric: Ref
    comparator: Comparator
    value: Expr


# ---- scenarios


@node
class Scenario(Node):
    """An example with its expected result."""

    title: String
    agreement: Ref
    period: Label | None
    last_period: Label | None
    items: tuple[Node, ...]


@node
class OutageFor(Node):
    """A service, or one of its resources, is down for some time."""

    service: Ref
    resource: Name | None
    first: Instant
    duration: Quantity


@node
class OutageBetween(Node):
    """A service, or one of its resources, is down between two instants."""

    service: Ref
    resource: Name | None
    first: Instant
    last: Instant


@node
class StretchFor(Node):
    """Time by its beginning and its length."""

    first: Instant
    duration: Quantity


@node
class StretchTo(Node):
    """Time by its ends."""

    first: Instant
    last: Instant


@node
class StretchSince(Node):
    """Time without an end."""

    first: Instant


@node
class InPeriod(Node):
    """A whole period."""

    label: Label


@node
class UnknownTime(Node):
    """Time of which nothing is known of a service."""

    service: Ref
    stretch: Node


@node
class DeployedTime(Node):
    """Time in which a service, or one of its resources, existed."""

    service: Ref
    resource: Name | None
    stretch: Node


@node
class WorkDone(Node):
    """Time of a service that an exclusion covers: announced work that was carried out."""

    exclusion: Ref
    service: Ref
    stretch: Node


@node
class SignalValues(Node):
    """What was measured of a service: in each interval of some time, or over a period in all."""

    service: Ref
    resource: Name | None
    readings: tuple[Node, ...]
    told_for: Node | None


@node
class Reading(Node):
    """A signal and its value."""

    name: Name
    value: Expr


@node
class Ticket(Node):
    """A case and what happened to it."""

    name: Name
    priority: Ref | None
    event: Name
    at: Instant
    events: tuple[Node, ...]


@node
class Tickets(Node):
    """So many cases to which the same happened."""

    count: Number
    name: Name
    priority: Ref | None
    event: Name
    at: Instant
    events: tuple[Node, ...]


@node
class EventAfter(Node):
    """An event so long after the first."""

    name: Name
    quantity: Quantity


@node
class EventAt(Node):
    """An event at an instant."""

    name: Name
    at: Instant


@node
class EventFor(Node):
    """A state that lasted."""

    name: Name
    quantity: Quantity


@node
class EventValue(Node):
    """A number that a case carries."""

    name: Name
    value: Expr


@node
class ClaimPaid(Node):
    """A claim was paid."""

    at: Instant


@node
class ChargedFee(Node):
    """What was invoiced, for the period in hand or for the time that `told_for` names."""

    name: Name
    value: Expr
    told_for: ChargedDates | InPeriod | None


@node
class ChargedDates(Node):
    """Both dates are counted in."""

    first: Date
    last: Date


@node
class Claimed(Node):
    """When credits were asked for."""

    date: Date
    period: Label | None


@node
class Unclaimed(Node):
    """Credits were not asked for."""

    period: Label | None


@node
class ExpectValue(Node):
    """An expected value, of the period in hand or of one that is named."""

    what: Ref
    period: Label | None
    comparator: Comparator
    value: Expr


@node
class ExpectState(Node):
    """An expected result."""

    state: str
    guarantee: Ref
    period: Label | None


@node
class ExpectEnding(Node):
    """A side may terminate."""

    role: str
    period: Label | None


@node
class ExpectNoEnding(Node):
    """A side may not terminate."""

    role: str
    period: Label | None
