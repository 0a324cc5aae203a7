# Scope, hours, priorities, what each side does, and how agreements of several levels fit together.

section-definitions = Definitions
section-scope = Scope
scope-intro = The { -provider } provides the following { -service(number: "other") } to the { -customer }.
scope-intro-everybody = The { -service-level(number: "other") } of this { -agreement } hold for every { -service } that the { -provider } offers.
scope-includes = It includes { $items }.
scope-excludes = It does not include { $items }.
scope-owner = It is the responsibility of { $owner }.
scope-needs-all = It depends on { $services }.
scope-needs-some = It depends on { $services }, of which at least { $count } must work.
scope-independent = They are declared to fail independently of each other.
scope-not-independent = They are not assumed to fail independently of each other.
column-service = Service
column-included = Included
column-not-included = Not included

section-hours = Service hours
hours-default = Unless a clause says otherwise, the { -service-hours } are { $calendar }, and every day, month and year of this { -agreement } begins at midnight in the time zone { $zone }.
hours-always = at all times, on every day of the year
hours-weekly = { $days } { $from }–{ $to }
hours-weekly-next-day = { $days } { $from } to { $to } on the following day
hours-all-day = { $days } around the clock
hours-days-range = { $first } to { $last }
hours-in-zone = { $hours }, in the time zone { $zone }
hours-except-holidays = except on public holidays in { $country }
hours-except-dates = except on { $dates }
hours-also-dates = and also on { $dates }
hours-union = the hours of { $calendars } taken together
hours-intersection = the hours that { $calendars } have in common
hours-difference = the hours of { $first } without those of { $second }
hours-holidays-known = Public holidays are those known to the calendar release { $release }; the { -party(number: "other") } may agree others in writing.
column-calendar = Hours
column-meaning = Meaning
surcharge = { $name } is charged at { $price } per { $unit }.
surcharge-outside = { $name } is charged at { $price } per { $unit } outside { $calendar }.

section-priorities = Priorities
priorities-intro = The { -customer } states impact and urgency when a { -ticket } is opened; together they decide its { -priority }.
priorities-plain = Every { -ticket } has one of the following { -priority(number: "other") }.
column-priority = Priority
column-name = Name
column-description = Description
matrix-impact = Impact
matrix-urgency = Urgency
matrix-caption = { $rows } (rows) by { $columns } (columns)

section-responsibilities = Responsibilities
duties-provider = The { -provider } has the following duties:
duties-customer = The { -customer } has the following duties:
duties-third = { $party } has the following duties:
section-requirements = Requirements on the customer’s side
requirements-intro = The { -service-level(number: "other") } presuppose the following on the { -customer }’s side:
requirements-effect = Time in which a requirement is not fulfilled is decided by the clauses on { -excluded-time }; a requirement alone excludes nothing.

section-precedence = Precedence
precedence-under = This { -agreement } is made under { $upper }. Everything agreed there holds here too, unless this { -agreement } says otherwise where { $upper } permits it.
precedence-top = No other agreement stands above this { -agreement }.
precedence-permission = { $permission ->
   *[tighten] Agreements made under this one may tighten { $guarantee }, and shall not loosen it.
    [change] Agreements made under this one may change { $guarantee }.
    [not-change] Agreements made under this one shall not change { $guarantee }.
}
precedence-inherited = { $guarantee } comes from { $upper } and holds here unchanged.
precedence-tightened = { $guarantee } replaces that of { $upper } and is at least as strict.
precedence-order = Where texts differ, the more specific level prevails: an agreement for one service over one for the customer, and that over the corporate one.

section-supports = Supporting agreements
supports-intro = The { -provider } relies on the following agreements to keep its promises.
column-agreement = Agreement
column-kind = Kind
column-promise = Promise
column-margin = Margin
column-exposure = Exposure
handling = { $step } is handled by { $chain }.
handling-then = { $first }, then { $second }
handling-or = { $first } or { $second }, whichever is needed
handling-with = { $first } together with { $second }
handling-handover = with { $duration } for each handover
margin-kept = { $margin } of the budget of { $guarantee } is kept in hand.
exposure-period = In the worst { $period }, credits of { $owed } are owed under this { -agreement } and { $recovered } are recovered under supporting agreements.
