# The service report: what a period came to, how, and what follows.

report-title = Service report
report-agreement = Agreement
report-agreement-version = { $title }, version { $version }
report-period = Period
report-begins = Begins
report-ends = Ends
report-zone = Time zone
report-data = Data read
report-quarter = quarter { $number } of { $year }
report-week = week { $number } of { $year }
report-clause = clause { $number }
report-part = { $title }: { $part }

section-report-summary = Summary
report-all-met = In { $period }, { $count ->
    [one] { $met } { -service-level } has a result, and it was met
   *[other] all { $met } { -service-level(number: "other") } with a result were met
}.
report-some-missed = In { $period }, { $missed } of the { $decided } { -service-level(number: "other") } with a result { $count ->
    [one] was
   *[other] were
} missed. No { -service-credit } is owed.
report-some-missed-owed = In { $period }, { $missed } of the { $decided } { -service-level(number: "other") } with a result { $count ->
    [one] was
   *[other] were
} missed. The { -provider } owes the { -customer } a { -service-credit } of { $amount }.
report-none-decided = For { $period }, there is a result for none of the { -service-level(number: "other") }.
report-owed-in-part = For a part of this, neither the contract nor the data say what is owed. The section on credits says for which and why.
report-never-met = A { -service-level } without a result is not treated as met.
report-state = { $state ->
   *[met] met
    [missed] missed
    [no-data] no data
    [not-applicable] not applicable
    [undefined] undefined
}
report-credit-owed = { -service-credit } owed
report-bonus-owed = { -bonus } owed

section-report-levels = Service levels in the period
report-levels-intro = Clause numbers are those of the contract. Values are exact; a value that ends in dots has more decimals than are shown.
report-column-clause = Clause
report-column-promise = Service level
report-target = Target
report-target-share = { $bound } for { $share }
report-value = Value
report-exactly = Exactly
report-counted-from = Counted
report-state-label = Result
report-why = Because
report-part-of = { $part } of { $whole }
report-part-of-unit = { $part } of { $whole } { $unit ->
   *[other] units
    [intervals] intervals
    [events] events
    [cases] cases
}

section-report-detail = How each value came about
report-promised-in = Promised in clause { $number } of the contract.
report-trend-caption = { $promise }, { $first } to { $last }
report-trend-said = { $title }, target { $target }. { $points }.
report-trend-period = { $period }: { $said }
report-trend-point = { $value }, { $state }
report-nothing-counted = Nothing counted against it.
report-counted = { $what ->
   *[times] These times counted against it:
    [records] These records counted against it:
}
report-left-out = { $what ->
   *[times] These times were left out:
    [records] These records were left out:
}
report-column-from = From
report-column-until = Until
report-column-length = Length
report-column-record = Record
report-column-late = Late by
report-column-amount = Amount
report-column-why = Left out because of
report-column-part = Part
report-in-all = In all { $length }.
report-more = The list shows the first { $shown }; { $count ->
    [one] { $more } more is not listed.
   *[other] { $more } more are not listed.
}
report-by-clause = { $title } (clause { $number })
report-reason = { $reason ->
   *[no-data] there are no data
    [cases] no records of cases were read
    [no-case] there was no case in the period
    [no-event] there was no event in the period
    [no-time] no time counts in the period
    [not-in-force] it is not in force in the period
    [still-open] still open and still in time
    [not-deployed] the service was not deployed
    [outside-hours] outside the hours that count
    [too-short] too short to count
    [partial] only part of a minute
    [no-row] no row of the credits holds for the value, so that the contract gives no answer
    [two-rows] two rows of the credits hold for the value, so that the contract gives two answers
    [no-signal] nothing was measured
    [no-moment] the time that ends the clock is not recorded
    [not-fulfilled] its condition is not fulfilled
    [no-invoice] the data do not say what was invoiced
    [no-price] the contract names no price for such a time
    [no-worth] the contract does not say what the points are worth
    [no-risk] the contract puts no amount at risk
    [no-length] the contract counts a time that has no fixed length
    [unlike] the contract holds amounts or values of different kinds against each other
    [not-agreeing] the promises had to come to the same credit and do not
    [not-known] the data do not say how much to count
    [no-formula] the contract does not say how the value is computed
    [no-fee] the contract names no fee for it
}
report-reason-own = { $words }
report-reason-left-out = records were left out that may change the value: { $places }
report-no-value = no value
report-readings = the contract can be read in more than one way: { $words }

section-report-money = Credits and bonuses
report-no-credits = The contract provides for no { -service-credit(number: "other") }.
report-nothing-owed = No { -service-credit } follows from the period.
report-missed-without = Missed without a { -service-credit } being agreed: { $promises }.
report-owed-because = Result: { $state }, at { $value }.
report-owed-unsaid = Result: { $state }.
report-follows-clause = Clause { $number } of the contract applies.
report-comes-to = { $what }, which is { $amount }
report-step-row = The row “{ $row }” applies: { $amount }
report-step-single = The contract grants { $amount }
report-step-none = No row applies
report-step-excess = Only time beyond the first { $free } counts
report-step-block = { $number } × { $length } of { $of ->
   *[down] { -downtime }
    [late] delay
} ({ $rounding ->
   *[full] full units only
    [started] every started unit
}), { $each } each: { $total }
report-step-each = { $number } × { $thing }, { $each } each: { $total }
report-misses-in-a-row = missed for { $window } in a row
report-misses-of = missed { $number } times in { $window }
report-step-doubled = Doubled, as { $misses }: { $amount }
report-step-not-yet = Nothing is owed yet: a credit needs that it is { $misses }
report-step-limit-each = Each limited to { $cap }: { $amount }
report-step-lapsed = The claim has lapsed, so that nothing is granted
report-step-limit = Limited to { $cap }: { $amount }
report-step-unsaid = { $kind ->
   *[undefined] The contract does not say what is owed
    [no-data] Without data nothing can be owed
}: { $why }
report-step-above = It is owed once, under { $upper }, and not here as well
report-step-other = { $what }: { $amount }
report-step-points = { $points } points are worth { $amount }
report-step-combined = { $rule ->
   *[highest] Of { $number } credits ({ $promises }) only the highest is owed: { $amount }
    [customer] Of { $number } credits ({ $promises }) the { -customer } chooses one; the highest is { $amount }
    [sum] The { $number } credits ({ $promises }) are added: { $amount }
    [none] The { $number } credits ({ $promises }) are added, as the contract has no rule for several: { $amount }
}
report-step-cap = { $kind ->
   *[own] All { -service-credit(number: "other") } together are at most { $cap } per { $period }
    [corporate] All { -service-credit(number: "other") } of the level above are at most { $cap } per { $period }
}: { $amount }
report-step-cap-window = { $kind ->
   *[own] All { -service-credit(number: "other") } together are at most { $cap }
    [corporate] All { -service-credit(number: "other") } of the level above are at most { $cap }
}: { $amount }
report-step-cap-used = { $said }, as earlier periods have used { $used } of it
report-step-minimum = Less than { $minimum } is not granted
report-step-rounded = Rounded to the smallest unit of the currency: { $amount }
report-step-bonus = { -bonus } for { $promise }: { $amount }
report-step-back = The { -service-credit } of { $period } goes back to the { -provider }: { $amount }
report-step-by-clause = { $step } ({ $clause })
report-computed = { $kind ->
   *[credit] Computed
    [bonus] { -bonus }
}
report-granted = Granted of it
report-together = In all
report-no-money = Nothing is owed.

section-report-actions = What is due
report-column-when = By
report-column-action = What
report-column-who = Who
report-who = { $who ->
   *[parties] Both parties
    [provider] { -provider }
    [customer] { -customer }
}
report-nothing-due = Nothing is due.
report-do-claim = Claim the { -service-credit } of { $amount }
report-do-grant = Grant the { -service-credit } of { $amount } without being asked
report-do-settle = Settle the { -service-credit } of { $amount }
report-do-bonus = Pay the { -bonus } of { $amount }
report-do-report = Report on { $period }: { $promises }
report-do-inform = { $count ->
    [one] { $number } case of priority { $priority } was late
   *[other] { $number } cases of priority { $priority } were late
}: the contract wants { $informed } informed
report-do-agree = Agree what the contract means for { $promise }: { $why }
report-do-data = Provide the missing data of { $promises }
report-do-review = Review the agreement
report-do-notice = Last day to give notice before the term ends on { $end }
report-do-terminate-of = May terminate: { $promise } was missed in { $missed } of the last { $looked } periods
report-do-terminate-row = May terminate: { $promise } was missed in { $missed } periods in a row
report-rights-intro = Rights to terminate because of misses, counted up to and with this period:
report-column-right = Right arises when
report-column-missed = Missed so far
report-column-right-state = State
report-right-of = missed in { $needed } of { $window } { $period ->
   *[month] months
    [day] days
    [week] weeks
    [quarter] quarters
    [year] years
}
report-right-row = missed in { $window } consecutive { $period ->
   *[month] months
    [day] days
    [week] weeks
    [quarter] quarters
    [year] years
}
report-right-now = { $missed } ({ $looked } known)
report-right-state = { $state ->
   *[open] not reached
    [reached] reached
}

section-report-data = Data and basis
report-column-data = Data
report-column-read-from = Read from
report-no-data = No data were read.
report-records = Records in the files
report-records-ours = About this agreement
report-records-used = Used
report-records-left-out = Left out as unfit
report-remarks = { $count ->
    [one] { $number } remark was made when the data were read; whoever makes the report sees it with file and row.
   *[other] { $number } remarks were made when the data were read; whoever makes the report sees them with file and row.
}
report-exact-basis = Every number is computed exactly from the agreement and these data, without rounding except where the contract rounds.
report-agreements-below = Agreements under this one have reports of their own: { $agreements }.
report-some-missed-points = In { $period }, { $missed } of the { $decided } { -service-level(number: "other") } with a result { $count ->
    [one] was
   *[other] were
} missed. This counts { $points }.
report-points = Points
report-only-sums = What counted against it is known as a sum only.
report-thing = { $thing ->
   *[case] case
    [ticket] ticket
    [outage] outage
    [interval] interval
    [minute] minute
    [hour] hour
    [day] day
    [week] week
    [month] month
}
