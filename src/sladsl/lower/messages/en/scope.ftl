# Scope, hours, priorities, what each side does, and how agreements of several levels fit together.

section-definitions = Definitions
section-scope = Scope
scope-intro = The { -provider } provides the following { -service(number: "other") } to the { -customer }.
scope-intro-everybody = The { -service-level(number: "other") } of this { -agreement } hold for every { -service } that the { -provider } offers.
scope-owner = { $side ->
   *[provider] It is the responsibility of { $owner }.
    [customer] On the { -customer }’s side, { $owner } looks after it.
}
scope-independent = They are declared to fail independently of each other.
scope-not-independent = They are not assumed to fail independently of each other.
column-service = Service

section-hours = Service hours
hours-always = at all times, on every day of the year
hours-all-day = { $days } around the clock
hours-days-range = { $first } to { $last }
hours-in-zone = { $hours }, in the time zone { $zone }
hours-also-dates = and also on { $dates }
hours-union = the hours of { $calendars } taken together
hours-intersection = the hours that { $calendars } have in common
hours-difference = the hours of { $first } without those of { $second }
column-calendar = Hours
column-meaning = Meaning
surcharge-outside = This charge applies only outside the following hours: { $calendar }.

column-priority = Priority
column-name = Name
column-description = Description
matrix-impact = Impact
matrix-urgency = Urgency

section-responsibilities = Responsibilities
duties-provider = The { -provider } has the following duties:
duties-customer = The { -customer } has the following duties:
section-requirements = Requirements on the { -customer }’s side
requirements-intro = The { -service-level(number: "other") } presuppose what is listed below on the { -customer }’s side.
requirements-effect = A requirement alone excludes nothing: whether time in which it is not fulfilled is { -excluded-time }, the clauses on exclusions decide.

section-precedence = Precedence
precedence-permission = { $permission ->
   *[tighten] Agreements made under this one may tighten { $guarantee }, and shall not loosen it.
    [change] Agreements made under this one may change { $guarantee }.
    [not-change] Agreements made under this one shall not change { $guarantee }.
}
precedence-order = Where texts differ, the more specific level prevails: an agreement for one service over one for the customer, and that over the corporate one.

column-agreement = Agreement
column-kind = Kind
column-promise = Promise
handling = { $step } is handled by { $chain }.
hours-except = except { $closed }
holidays-of = public holidays in { $places }
