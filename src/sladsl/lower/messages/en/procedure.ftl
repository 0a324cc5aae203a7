# Scope, hours, procedure, definitions, schedules: what the sections say beside their main sentences.

scope-intro-customer = This { -agreement } is about the following { -service(number: "other") }.
scope-intro-tickets = The { -service-level(number: "other") } of this { -agreement } hold for the { -ticket(number: "other") } that the { -provider } handles.
scope-address = It is reached at { $url }.
scope-needs = It needs { $services }.
scope-needs-of = Of { $services }, it needs at least { $count }.
hours-all = Unless a clause says otherwise, the { -service-hours } are all hours of every day of the year.
hours-of = Unless a clause says otherwise, the { -service-hours } are the following: { $calendar }.
hours-zone = Every day, week, month, quarter and year of this { -agreement } begins at midnight in the time zone { $zone }.
hours-schedule = Schedule { $schedule } sets out the hours that this { -agreement } names.
hours-on = { $days } { $hours }
hours-from-to = { $from }–{ $to }
hours-next-day = { $from } to { $to } on the following day
hours-on-date = { $date } { $hours }
surcharge-for = { $name } is charged at { $price } per { $unit }.
unit-word = { $unit ->
   *[hour] hour
    [minute] minute
    [day] day
    [week] week
    [month] month
    [report] report
}
windows-of = It is excluded only within { $windows }, in the time zone { $zone }.
window-weekly = the hours { $hours } of each { $days }
window-nth = the hours { $hours } of { $nth ->
   *[first] the first { $day }
    [second] the second { $day }
    [third] the third { $day }
    [fourth] the fourth { $day }
    [last] the last { $day }
} of each month
window-dated = the hours { $hours } on { $date }
window-stretch = the time from { $from } to { $to }
exclusion-unlimited = Its total length is not limited.
exclusion-for = It is excluded from the measurement of { $promises }.
duties-of-provider = Duties of the { -provider }
duties-of-customer = Duties of the { -customer }
requirements-provider-intro = The { -service-level(number: "other") } presuppose what is listed below on the { -provider }’s side.
requirements-of-provider = Requirements on the { -provider }’s side
termination-row = The { $by ->
   *[customer] { -customer }
    [provider] { -provider }
} may terminate this { -agreement } when { $guarantee } is missed in { $window } consecutive { $period ->
   *[month] months
    [quarter] quarters
    [year] years
    [week] weeks
    [day] days
}.
termination-notice = The { $by ->
   *[customer] { -customer }
    [provider] { -provider }
} may terminate this { -agreement } at any time by giving { CASE($notice, "possessive") } notice in writing.
precedence-above = This { -agreement } is made under { $upper }. What is agreed there holds here too. Where this { -agreement } itself settles the same matter, it takes precedence.
precedence-chain = { $lower } is itself made under { $upper }.
precedence-takes-place = { $guarantees } { $many ->
   *[one] takes
    [several] take
} the place of “{ $theirs }” in { $upper }.
precedence-holds = { $guarantees } { $many ->
   *[one] comes
    [several] come
} from { $upper }.
precedence-others = The following come from { $upper } as well: { $parts }.
precedence-clause = { $title } (clause { $number })
precedence-schedules = The schedules are part of this { -agreement }. Where a schedule and a clause differ, the clause prevails.
mention-clause = { $title } (clause { $number })
meaning-service-any = any service that the { -provider } provides
meaning-provider-any = the party that provides the { -service(number: "other") }
meaning-customer-any = every customer with whom the { -provider } makes an agreement under this one
meaning-service-level-any = a measurable property of a { -service } together with the value that is guaranteed for it
meaning-downtime-any = time in which a { -service } does not work as agreed
meaning-excluded-time-any = time that is left out of the measurement of a { -service-level }
meaning-priority-any = the class of urgency of a { -ticket }
meaning-fee-any = what the { -customer } pays the { -provider } for the { -service(number: "other") }
meaning-metric = the value computed as clause { $clause } sets out
meaning-priority = the { -priority } named “{ $name }”
meaning-priority-of = the { -priority } named “{ $name }”: { $meaning }
meaning-calendar = the following hours: { $hours }
schedule-hours = Named hours
schedule-hours-intro = Times of day follow the clocks of the time zone named with them, summer time included. Public holidays are those of release { $release } of the holiday tables with which this document was made.
schedule-priorities-matrix = The { -priority } of a { -ticket } follows from two assessments:
schedule-sources = Sources of measurement
schedule-sources-intro = The { -service-level(number: "other") } are computed from the following data. The queries are part of the sources attached to this document.
schedule-sources-intro-internal = The { -service-level(number: "other") } are computed from the following data.
column-source = Source
column-signals = Signals
source-name = { $source ->
   *[monitoring] Monitoring system
    [tickets] Ticket system
}
source-at = { $source }, at the { $side ->
   *[provider] { -provider }
    [customer] { -customer }
}’s end
schedule-supports = Supporting agreements
schedule-supports-intro = The { -provider } relies on the following agreements to keep its promises.
supports-needs = Dependencies
supports-handling = Order of handling
handling-of = { -priority } { $priority }: { $chain }.
support-promise = { $subject }: { $bound }
support-promise-share = { $subject }: { $bound } for { $share }
scope-contains = It includes { $items }.
scope-leaves-out = It does not include { $items }.
join-negated = or
value-alone = { $value }
service-level-named = the { -service-level } “{ $title }”
meaning-calendar-always = all hours of every day of the year
precedence-number = clause { $number }
schedule-holidays = Public holidays
schedule-holidays-intro = In the years below, which the term of this { -agreement } covers in whole or in part, the public holidays in { $place } are the following. Later years follow the same tables.
column-year = Year
column-days = Days
chain-then = { $first }, then { $second }
chain-or = { $steps }, whichever is needed
chain-with = { $steps } at the same time
chain-handover = a handover of { $duration }
upper-named = “{ $title }”
upper-named-level = “{ $title }” ({ $level ->
   *[corporate] corporate level
    [customer] customer level
    [service] service level
})
fact-term = Term
exclusions-nothing = No time is excluded from the measurement.
matrix-word = { $word ->
   *[high] high
    [medium] medium
    [low] low
}
meaning-working-day-always = a day with open time in the hours that the clause in question names and, where it names none, every day of the year, since the { -service-hours } cover all of them; a period of { -working-day(number: "other") } that does not begin in such hours begins when they next open, and it ends at the time of day at which it began or, where that time is not open, when they next open
meaning-service-credit-any = the amount by which the { -provider } compensates the { -customer } when a { -service-level } is missed and this is agreed for it
meaning-bonus-any = the amount that the { -customer } owes the { -provider } when a { -service-level } is exceeded and this is agreed for it
meaning-service-hours-any = the hours in which a { -service } is provided
meaning-maintenance-any = work on a { -service } that has been announced beforehand
