"""The one catalogue of findings: every code, its name, its severity and what it says in a sentence.

Codes by hundreds: 00 reading files, 01 syntax, 02 names, 03 structure, 04 time, 05 calendars,
06 validity, 07 quality, 08 money, 09 logic and prose, 10 outputs, 11 scenarios, 12 data.
"""

from __future__ import annotations

from sladsl.diagnostics.diagnostic import Rule, Severity

_rules: dict[str, Rule] = {}
_names: set[str] = set()


def _rule(code: str, name: str, severity: Severity, summary: str) -> Rule:
    rule = Rule(code, name, severity, summary)
    if code in _rules or name in _names:
        raise ValueError(f"code or name given twice: {code} {name}")
    _rules[code] = rule
    _names.add(name)
    return rule


E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

# A rule a line, however long: this is a table.
# fmt: off

# Reading files
UNREADABLE_FILE = _rule("SLA0001", "unreadable-file", E, "a file cannot be read")
NOT_UTF8 = _rule("SLA0002", "not-utf-8", E, "a file is not UTF-8 text")
FILE_TOO_LARGE = _rule("SLA0003", "file-too-large", E, "a file is larger than an agreement can be")

BAD_SETTING = _rule("SLA0004", "bad-setting", E, "a line of sla.toml is no setting")

# Syntax
UNEXPECTED_TEXT = _rule("SLA0101", "unexpected-text", E, "the text goes on in no way the language knows")
UNKNOWN_CHARACTER = _rule("SLA0102", "unknown-character", E, "a character that means nothing in an agreement")
UNCLOSED = _rule("SLA0103", "unclosed", E, "a bracket, brace, text or query is opened and never closed")
NOT_A_DECLARATION = _rule("SLA0104", "not-a-declaration", E, "a line at the margin starts no declaration")
NESTED_TOO_DEEP = _rule("SLA0105", "nested-too-deep", E, "brackets nest deeper than anybody can read")
BAD_LITERAL = _rule("SLA0106", "bad-literal", E, "a number, date, time or text is not written as here")
MISSPELT_WORD = _rule("SLA0110", "misspelt-word", E, "a word is nearly one that the language knows here")
MISSING_SIGN = _rule("SLA0111", "missing-sign", E, "a colon, comma, brace, dot or other sign is missing")
MISSING_PART = _rule("SLA0112", "missing-part", E, "a word, name or value is missing that has to stand here")
WRONG_ORDER = _rule("SLA0113", "wrong-order", E, "two words stand the other way round")
WRONG_BLOCK = _rule("SLA0114", "wrong-block", E, "a statement stands in a block to which it does not belong")
NESTED_DECLARATION = _rule("SLA0115", "nested-declaration", E, "a declaration begins inside another one")
FOREIGN_WORD = _rule("SLA0116", "foreign-word", E, "a word of other tools, written otherwise here")
FOREIGN_QUOTES = _rule("SLA0117", "foreign-quotes", E, "a text stands between other quotes than straight ones")
FORMAT_WOULD_LOSE = _rule("SLA0151", "format-would-lose", E, "formatting would change a file or lose a comment")


# Names and literals
UNRESOLVED_NAME = _rule("SLA0201", "unresolved-name", E, "a name is used that nothing declares")
DUPLICATE_NAME = _rule("SLA0202", "duplicate-name", E, "two declarations share one name")
WRONG_KIND = _rule("SLA0203", "wrong-kind", E, "a name stands for something else than what is needed here")
MISSING_FILE = _rule("SLA0204", "missing-file", E, "an imported file does not exist")
IMPORT_CYCLE = _rule("SLA0205", "import-cycle", E, "files import each other in a circle")
CIRCULAR_DEFINITION = _rule("SLA0206", "circular-definition", E, "a definition needs itself")
UNKNOWN_UNIT = _rule("SLA0211", "unknown-unit", E, "a unit that the language does not know or that does not fit")
UNKNOWN_ZONE = _rule("SLA0212", "unknown-zone", E, "a time zone that is no IANA name")
UNKNOWN_CURRENCY = _rule("SLA0213", "unknown-currency", E, "a currency that is no ISO 4217 code")
UNKNOWN_COUNTRY = _rule("SLA0214", "unknown-country", E, "a country or region that nobody keeps holidays or laws for")
KIND_OF_DAY = _rule("SLA0215", "kind-of-day", E, "a target in days does not say which days")
WRONG_VALUE = _rule("SLA0216", "wrong-value", E, "a value of another kind than what is needed here")
GIVEN_TWICE = _rule("SLA0217", "given-twice", E, "something is said twice where it can be said once")
UNKNOWN_WORD = _rule("SLA0218", "unknown-word", E, "a word that is none of the words possible here")
LEFT_OUT = _rule("SLA0219", "left-out", E, "something is missing without which a declaration means nothing")
TEMPLATE_ARGUMENTS = _rule("SLA0220", "template-arguments", E, "a template is used with other arguments than it asks for")
TABLE_SHAPE = _rule("SLA0221", "table-shape", E, "a table's rows and columns do not fit together")

# Structure
DEPENDENCY_CYCLE = _rule("SLA0301", "dependency-cycle", E, "services or agreements need themselves in the end")
SUPPORT_KIND = _rule("SLA0302", "support-kind", E, "an agreement rests on one of a kind that cannot carry it")
PARTY_CHAIN = _rule("SLA0303", "party-chain", E, "a promise is made or passed on between the wrong parties")
UNSUPPORTED_PROMISE = _rule("SLA0304", "unsupported-promise", E, "somebody else's service is promised, and nobody promised it to the provider")
IDLE_SUPPORT = _rule("SLA0305", "idle-support", W, "an OLA or a contract in force supports no SLA")
LOOSENED_BELOW = _rule("SLA0306", "loosened-below", E, "a lower level promises less than the level above lets it")
TWO_VALUES = _rule("SLA0307", "two-values", E, "one promise has two values")
OVERLAP_IN_FORCE = _rule("SLA0308", "overlap-in-force", E, "two agreements promise the same thing to the same customer at once")
AMBIGUOUS_SUPPORT = _rule("SLA0309", "ambiguous-support", E, "two agreements cover a needed service, and none is chosen")
PRIORITY_MATRIX = _rule("SLA0310", "priority-matrix", E, "a priority matrix leaves open which priority a case has")
PRIORITY_TARGETS = _rule("SLA0311", "priority-targets", E, "a priority can be given to a case and has no target")
PRIORITIES_MONOTONE = _rule("SLA0312", "priorities-monotone", W, "a higher priority is slower than a lower one")
ONE_FOR_ALL = _rule("SLA0313", "one-for-all", W, "one promise is made of several services together")
UNDECIDED_BELOW = _rule("SLA0314", "undecided-below", W, "nobody can say whether a lower level keeps what the level above promises")

# Time
RESPONSE_WITHIN_RESOLUTION = _rule("SLA0401", "response-within-resolution", E, "a case has to be solved before it has to be answered")
ESCALATION_ORDER = _rule("SLA0402", "escalation-order", E, "an escalation goes back in time or ends before the target is missed")
TIME_CHAIN = _rule("SLA0403", "time-chain", E, "the steps under a promise about time may take longer than it")
SHARE_COMPOSITION = _rule("SLA0404", "share-composition", E, "the steps under a promise are in time for too few cases together")
PAUSE_IMPLICATION = _rule("SLA0405", "pause-implication", E, "a clock stands still below while the one above runs on")
CLOCK_ANCHOR = _rule("SLA0406", "clock-anchor", W, "the clock of a step starts at another event than the promise")
ESCALATION_DUTY = _rule("SLA0407", "escalation-duty", E, "an escalation reaches nobody who is on duty")
ESCALATION_WITHOUT_WARNING = _rule("SLA0408", "escalation-without-warning", E, "an escalation begins when the time is over")
CLOCK_STATES = _rule("SLA0409", "clock-states", E, "a clock cannot run, cannot stop, or always or never stands still")
SELF_SERVED_PAUSE = _rule("SLA0410", "self-served-pause", W, "the provider alone can stop its own clock")
UPDATE_BEFORE_RESOLUTION = _rule("SLA0411", "update-before-resolution", W, "updates come no earlier than the end of the case")
RECOVERY_CHAIN = _rule("SLA0412", "recovery-chain", E, "what stands under a promise of recovery takes longer, or keeps older copies")
DOUBTFUL_PAUSE = _rule("SLA0413", "doubtful-pause", E, "a pause begins with its clock, is hardly ever true, or never ends")
RECOVERY_UNPROVEN = _rule("SLA0414", "recovery-unproven", W, "nobody has added up in which order what stands under a promise of recovery is restored")
HANDLING_STOPS_SHORT = _rule("SLA0415", "handling-stops-short", W, "an alternative of a handling never comes to what is promised")

# Calendars
HOURS_COVERED = _rule("SLA0501", "hours-covered", E, "a promise has hours in which nothing under it is promised")
HOURS_APART = _rule("SLA0502", "hours-apart", E, "the same hours fall on other instants: another zone, other holidays")
OFF_DUTY = _rule("SLA0503", "off-duty", E, "a case is due before the unit that promised it is on duty")
MAINTENANCE_COVERED = _rule("SLA0504", "maintenance-covered", E, "planned work under a promise lies outside what the promise leaves out")
NOTICE_NESTED = _rule("SLA0505", "notice-nested", E, "work may be announced too late below to be announced in time above")
CALENDAR_HORIZON = _rule("SLA0506", "calendar-horizon", W, "a calendar knows its holidays and closed days for less than a term")
REACHABLE_TARGET = _rule("SLA0507", "reachable-target", E, "the hours of a promise leave no room for its target")
IDLE_WINDOW = _rule("SLA0508", "idle-window", W, "a dated window never comes while its exclusion is used")

# Validity
SUPPLIER_EXPIRY = _rule("SLA0601", "supplier-expiry", E, "a promise outlives what stands under it")
OUTLIVES_SUPPORT = _rule("SLA0602", "outlives-support", W, "an agreement goes on where one under it ends")
SHORTER_NOTICE = _rule("SLA0603", "shorter-notice", W, "a supplier can leave faster than the agreement on top")
ORDER_OF_SIGNING = _rule("SLA0604", "order-of-signing", W, "an agreement begins before what stands under it")
REVIEW_DUE = _rule("SLA0605", "review-due", W, "a review is due, comes less often than that of the agreement on top, or never comes")
PHASES_PARTITION = _rule("SLA0606", "phases-partition", E, "dated targets of one promise overlap or leave days out")

# Quality
IMPOSSIBLE_TARGET = _rule("SLA0701", "impossible-target", E, "a target that nothing can meet")
VACUOUS_TARGET = _rule("SLA0702", "vacuous-target", E, "a target that nothing can miss")
NINES_BEYOND_SAMPLING = _rule("SLA0703", "nines-beyond-sampling", E, "a target allows less downtime than the metric can count")
TIER_UNIT = _rule("SLA0704", "tier-unit", E, "a tier is of another kind than the target it stands under")
PERCENTILE = _rule("SLA0705", "percentile", E, "a percentile is asked of a metric without, or left out of one with")
OPEN_SWITCH = _rule("SLA0706", "open-switch", W, "a result depends on a choice that the source leaves open")
AVAILABILITY_PROOF = _rule("SLA0707", "availability-proof", E, "a promise of availability is not kept by the promises under it")
UNPROMISED_COMPONENT = _rule("SLA0708", "unpromised-component", W, "a promise stands on something whose availability nobody promises")
ONE_INCIDENT = _rule("SLA0709", "one-incident", E, "one incident that is repaired in time breaks a promise of availability")
EXCLUSIONS_NESTED = _rule("SLA0710", "exclusions-nested", E, "something is left out below and counts above")
SAME_MEASURAND = _rule("SLA0711", "same-measurand", E, "a promise and the one under it are counted in ways, or in places, that say nothing of each other")
PERCENTILE_COMPOSITION = _rule("SLA0712", "percentile-composition", E, "what a service needs may be slower together than the service is promised")
ERROR_RATE = _rule("SLA0713", "error-rate", E, "what a service needs may fail more often together than the service is promised")
CAPACITY = _rule("SLA0714", "capacity", E, "customers are promised more together than there is")
NO_ROOM = _rule("SLA0715", "no-room", W, "a promise passes on what was promised below and leaves nothing for own failures")
LIMITS_AGREE = _rule("SLA0716", "limits-agree", E, "a limit for a short period is larger than the one for a longer period")
TOO_FEW_EVENTS = _rule("SLA0717", "too-few-events", W, "a percentile or share of so few events that a single one decides")
NEVER_WHOLE = _rule("SLA0718", "never-whole", I, "nothing is proven of a promise whose period is longer than the days it has")

# Money
TIER_OVERLAP = _rule("SLA0801", "tier-overlap", E, "a value falls into two tiers")
TIER_GAP = _rule("SLA0802", "tier-gap", E, "a missed value falls between two tiers")
TIER_AGAINST_TARGET = _rule("SLA0803", "tier-against-target", E, "a credit is paid for a met target, or a bonus for a missed one")
MISSED_WITHOUT_CREDIT = _rule("SLA0804", "missed-without-credit", W, "a target can be missed without a credit")
CREDITS_MONOTONE = _rule("SLA0805", "credits-monotone", E, "a worse result pays less than a better one")
CAP_REACH = _rule("SLA0806", "cap-reach", W, "a cap is below the smallest credit or can never be reached")
FEE_EXISTS = _rule("SLA0807", "fee-exists", E, "a share of a fee that the agreement does not have")
ONE_CURRENCY = _rule("SLA0808", "one-currency", E, "an agreement counts in two currencies")
CLAIM_WINDOWS = _rule("SLA0809", "claim-windows", W, "a supplier's credits can no longer be claimed when the customer still can")
EXPOSURE = _rule("SLA0810", "exposure", W, "a supplier's failure costs far more in credits than it brings back")
DEAD_TRIGGER = _rule("SLA0811", "dead-trigger", W, "what is to happen after several misses can never happen")
DEBTOR = _rule("SLA0812", "debtor", E, "what is owed and who is said to pay it do not agree")
AMOUNT_KIND = _rule("SLA0813", "amount-kind", E, "an amount is of a kind that comes to nothing, or to something else")
SHARE_AS_AMOUNT = _rule("SLA0814", "share-as-amount", E, "an amount is so small that a share is meant")
COLUMNS_AGREE = _rule("SLA0815", "columns-agree", W, "a promise in per cent and the same one as an amount agree only in some periods")
DOUBTFUL_AMOUNT = _rule("SLA0816", "doubtful-amount", W, "an amount is cut off by its own limit, or is a share of the price of a shorter time")

# Logic
POLARITY = _rule("SLA0901", "polarity", E, "a target asks for the bad side of its metric")
NOT_MEASURED = _rule("SLA0902", "not-measured", W, "a metric is promised of a service and not measured there")
SIGNAL_WITHOUT_QUERY = _rule("SLA0903", "signal-without-query", E, "a measure leaves out a signal that its metric counts from")
NOT_REPORTED = _rule("SLA0904", "not-reported", W, "a promise is in no report, or reported too rarely")
STRAY_MAPPING = _rule("SLA0906", "stray-mapping", W, "a measure gives a query for something that nothing counts from")
NO_UNIT = _rule("SLA0918", "no-unit", W, "a promise is a number of things, and nothing says of what")
NO_OWNER = _rule("SLA0920", "no-owner", W, "nobody answers for a promised service, and somebody does for others")
DEAD_PROMISE = _rule("SLA0921", "dead-promise", W, "a promise that holds on no day of its term, or on a condition that nothing fulfils")
STALE_SILENCE = _rule("SLA0919", "stale-silence", W, "a silence has no effect, no reason, or is past its date")
POLICY_MARGIN = _rule("SLA0907", "policy-margin", W, "a promise leaves less in reserve than the house wants")
POLICY_LIMIT = _rule("SLA0908", "policy-limit", E, "a promise goes beyond what the house allows")
POLICY_CREDITS = _rule("SLA0909", "policy-credits", W, "credits may come to more of the fee than the house allows")
POLICY_REQUIRE = _rule("SLA0910", "policy-require", W, "an agreement lacks what the house requires")
PROSE_FIGURE = _rule("SLA0911", "prose-figure", W, "a figure is typed into a text, where nobody checks it")
VAGUE_WORDS = _rule("SLA0912", "vague-words", W, "a text promises something that nobody can measure")
DEFINED_TERMS = _rule("SLA0913", "defined-terms", W, "a term is defined twice, never used, or used and not defined")
PROSE_REFERENCE = _rule("SLA0914", "prose-reference", W, "a text refers to a clause that is not there, or by a number that will change")
CONTRADICTION = _rule("SLA0915", "contradiction", E, "promises on one metric that no value can keep")
REDUNDANT = _rule("SLA0916", "redundant", W, "a promise that another one already makes")
PROVIDER_SIDE_ONLY = _rule("SLA0917", "provider-side-only", W, "an SLA is measured at the provider's end and nowhere at the customer's")
INCOMPLETE_AGREEMENT = _rule("SLA0905", "incomplete-agreement", W, "an agreement does not say what one of its kind has to say")

# Outputs: monitoring
NOT_EXPRESSIBLE = _rule("SLA1001", "not-expressible", E, "an output cannot express something that the agreement says")
NOT_EXPRESSED = _rule("SLA1002", "not-expressed", W, "an output leaves out what it cannot express, as it was told to")
ALERT_CANNOT_FIRE = _rule("SLA1003", "alert-cannot-fire", E, "a target is so low that nothing could ever miss it")
BAD_QUERY = _rule("SLA1004", "bad-query", E, "a query is not one complete expression")
EXCLUSION_OVER_CAP = _rule("SLA1005", "exclusion-over-cap", E, "an exclusion's windows add up to more than it allows")
SAMPLING_TOO_COARSE = _rule("SLA1006", "sampling-too-coarse", W, "samples are too far apart for the intervals they judge")
BOUND_NOT_A_BUCKET = _rule("SLA1007", "bound-not-a-bucket", E, "a latency bound is none of the histogram's buckets")
MEASURED_ELSEWHERE = _rule("SLA1008", "measured-elsewhere", I, "a promise is measured by something other than this output")

# Outputs: documents
NO_GLYPH = _rule("SLA1051", "no-glyph", E, "the contract's typefaces have no shape for a character")
PDF_EXTRA_MISSING = _rule("SLA1052", "pdf-extra-missing", E, "a PDF is asked for and the package that lays it out is not installed")
PDF_LEFT_OUT = _rule("SLA1053", "pdf-left-out", W, "all formats are built but the PDF, whose package is not installed")
EMPTY_WORD = _rule("SLA1054", "empty-word", E, "a text says a word such as {law} that its agreement gives no meaning")

# Scenarios
EXPECTATION_FAILED = _rule("SLA1101", "expectation-failed", E, "a scenario comes to something else than it expects")
SCENARIO_NOT_RUN = _rule("SLA1102", "scenario-not-run", E, "a scenario cannot be computed as it is written")
OUTSIDE_PERIOD = _rule("SLA1103", "outside-period", W, "something in a scenario happens outside its period")
EXPECTS_NOTHING = _rule("SLA1104", "expects-nothing", W, "a scenario expects nothing, so that it cannot fail")

# Data
BAD_DATA_SOURCE = _rule("SLA1201", "bad-data-source", E, "data cannot be read, or not as the source says")
RECORD_LEFT_OUT = _rule("SLA1202", "record-left-out", W, "a record of the data does not fit and is left out")
AMBIGUOUS_TIME = _rule("SLA1203", "ambiguous-time", W, "a time without an offset falls into an hour that comes twice or never")
ODD_HISTORY = _rule("SLA1204", "odd-history", W, "a history has a case in two states at once, or never in one that stops a clock")
# fmt: on


def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    return tuple(_rules[code] for code in sorted(_rules))


def find(code_or_name: str) -> Rule | None:
    """The rule of that code or name, in any case."""
    wanted = code_or_name.strip()
    for rule in _rules.values():
        if rule.code == wanted.upper() or rule.name == wanted.lower():
            return rule
    return None
