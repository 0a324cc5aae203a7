# Escalation, reporting, review, change, disputes, term and termination.

section-escalation = Escalation
escalation-intro = When a { -ticket } of { -priority } { $priority } stays unresolved, the { -provider } informs the following, in this order.
escalation-at = at { $share } of the time allowed
column-elapsed = Time used
column-informed = Informed

section-reporting = Reporting
report-each = The { -provider } reports { $guarantees } for each { $period } within { $within } of its end.
report-each-no-limit = The { -provider } reports { $guarantees } for each { $period }.
report-content = A report states the measured value, the { -excluded-time } with its reasons, the { -service-credit(number: "other") } due, and any period without data.

section-review = Review and change
review-every = The { -party(number: "other") } review this { -agreement } every { $interval }.
review-next = The first review is due on { $date }.
change-in-writing = A change takes effect when both { -party(number: "other") } have signed a new version of this { -agreement }; its source digest identifies it.

section-disputes = Disputes
law = This { -agreement } is governed by the law of { $country }.

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
terminate-condition = The { $by ->
   *[customer] { -customer }
    [provider] { -provider }
} may terminate this { -agreement } when { $condition }.
credits-and-termination = A right to terminate does not depend on { -service-credit(number: "other") } having been claimed.
