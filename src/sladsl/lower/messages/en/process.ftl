# Escalation, reporting, review, change, disputes, term and termination.

section-escalation = Escalation
escalation-intro = When the part of the time allowed for a { -ticket } of { -priority } { $priority } that the table states has passed without the promised result, the { -provider } informs the following.
column-elapsed = Time passed
column-informed = Informed

section-reporting = Reporting
report-each = The { -provider } reports { $guarantees } for each { $period } within { $within } of its end.

section-review = Review and change
review-every = The { -party(number: "other") } review this { -agreement } every { $interval }.
review-last = The last review was on { $date }.

section-disputes = Disputes
law = This { -agreement } is governed by { $code ->
   *[other] the law of { $country }
    [fi] Finnish law
    [se] Swedish law
    [no] Norwegian law
    [dk] Danish law
    [ee] Estonian law
    [de] German law
    [fr] French law
    [pl] Polish law
}.

section-term = Term and termination
term-fixed = This { -agreement } takes effect on { $from } and ends on { $until }.
term-open = This { -agreement } takes effect on { $from } and continues until it is terminated.
term-from-signing = This { -agreement } takes effect when the last { -party } has signed it.
term-renews = It then renews for { $renewal } at a time, unless a { -party } gives notice.
term-not-renewed = It is not renewed unless the { -party(number: "other") } agree so in writing.
term-notice = Notice of termination is given in writing at least { $notice } before the end of the current term.
term-notice-open = Either { -party } may terminate it in writing with { $notice } of notice.
terminate-missed = The { $by ->
   *[customer] { -customer }
    [provider] { -provider }
} may terminate this { -agreement } when { $guarantee } is missed in { $missed } of { $window } consecutive { $period ->
   *[month] months
    [quarter] quarters
    [year] years
    [week] weeks
    [day] days
}.
