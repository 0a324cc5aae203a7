# Amounts and the rows of credit tables.

fee-named = { $fee } fee
fee-monthly = monthly fee
fee-quarterly = quarterly fee
fee-yearly = yearly fee
share-of-fee-named = { $share } of the { $fee } fee
share-of-fee-monthly = { $share } of the monthly fee
share-of-fee-quarterly = { $share } of the quarterly fee
share-of-fee-yearly = { $share } of the yearly fee
amount-for-each = { $amount } for each { $thing }
amount-for-each-ticket = { $amount } for each { -ticket }
amount-once-per-period = { $amount }, at most once per { $period }
tier-otherwise = in all other cases
tier-exactly = exactly { $value }
tier-any = any value
tiers-strictest = Where several rows fit, the strictest of them applies.
credits-of-none = No { -service-credit } is agreed for { $promises }.
credit-for-miss = When this { -service-level } is missed, the { -service-credit } is { $amount }.
bonus-for-met = When this { -service-level } is met, the { -bonus } is { $amount }.
credit-doubled-after = The { -service-credit } is doubled when the { -service-level } is missed for { $window } in a row.
credit-back-after = The { -service-credit } is returned to the { -provider } when the { -service-level } is afterwards met for { $window } in a row.
credit-each-cell = It is computed for every row and every column of the table by itself.
credit-minimum = A { -service-credit } of less than { $minimum } is not granted.
credit-common = Combination and limits
share-of-fee-titled = { $share } of the { $fee }
points-intro = The points of one { -measurement-period } are added and converted into a { -service-credit } by the following table. Fewer points than its first row names are worth nothing.
column-points = Points
tier-hole = A value of exactly { $value } misses the target and falls into none of these rows.
tier-overlap = A value of exactly { $value } meets the target and falls into the row “{ $row }” all the same.
fee-per-hour = { $amount } per hour
fee-each = { $amount } each
fee-invoiced = as invoiced per { $period }, in { $currency }
share-of-amount = { $share } of { $amount }
share-of-risk = { $share } of the amount at risk
amount-following = { $amount } for the time after the { -measurement-period }
amount-before = { $amount } charged for the { $days } before
amount-days-of-fee = the { $fee } for { $days }
amount-times-fee = { $factor } times the { $fee } for the time down
amount-each-date = { $amount } for each { $rounding ->
   *[full] calendar day that lies wholly within
    [started] calendar day touched by
} the { $of ->
   *[down] { -downtime }
    [late] delay
}
amount-dates-from-start = { $amount }, counted from the day on which the case began
amount-beyond-all = { $amount }, counted only when the first { $free } are exceeded, and then from the beginning
amount-once-with = { $amount }, once for each { $period ->
   *[day] calendar day
    [hour] hour of the clock
    [week] calendar week
    [month] calendar month
    [quarter] calendar quarter
    [year] calendar year
} with more than { $time } of { -downtime }{ $row ->
   *[no] { "" }
    [yes] { " " }in a row
}
amount-each-at-most = { $amount }, each of them at most { $cap }
tier-off-target = { $row } off the target
credit-doubled-of = The { -service-credit } is doubled when the { -service-level } is missed at least { $count } times within { $window }.
credit-only-after = The { -service-credit } is owed only when the { -service-level } is missed for { $window } in a row.
credit-only-of = The { -service-credit } is owed only when the { -service-level } is missed at least { $count } times within { $window }.
credit-even-when-met = A value that falls into one of these rows is credited even when it meets the target.
credit-none-when-met = When the target is met, no { -service-credit } is owed.
credit-minimum-more = A { -service-credit } of { $minimum } or less is not granted.
credit-minimum-compared = { $when ->
   *[before] The amount is compared before it is rounded.
    [after] The amount is compared after it is rounded.
}
amount-at-risk = The amount at risk is { $amount }.
cap-agreement-window = All { -service-credit(number: "other") } together are at most { $cap } { $window ->
   *[term] for the whole term of this { -agreement }
    [invoice] for the time of one invoice
}.
cap-agreement-trailing = All { -service-credit(number: "other") } together are at most { $cap } in the { $days } up to the end of a { -measurement-period }.
cap-corporate-window = All { -service-credit(number: "other") } under { $upper } together are at most { $cap } { $window ->
   *[term] for its whole term
    [invoice] for the time of one invoice
}.
cap-corporate-trailing = All { -service-credit(number: "other") } under { $upper } together are at most { $cap } in the { $days } up to the end of a { -measurement-period }.
day-of-service-calendar = The price of a day of service is the fee for the { -measurement-period } divided by its calendar days.
day-of-service-part = The price of a day of service is { $part } of the fee for { $of ->
   *[month] a month
    [year] a year
}, whatever its length.
