# Credits, bonuses, caps, claims, and the worked examples.

section-fees = Fees
fees-intro = The { -customer } pays the following { -fee(number: "other") }.
fee-per = { $amount } per { $period }
fee-once = { $amount }, once
column-fee = Fee
column-amount = Amount
section-credits = Service credits and bonuses
section-credits-only = Service credits
credits-intro = When a { -service-level } is missed, the { -provider } owes the { -customer } a { -service-credit } as follows.
credits-none = No { -service-credit } is agreed for the { -service-level(number: "other") } of this { -agreement }.
credit-heading = { $guarantee }
column-result = { $metric } in the { $period }
column-credit = Service credit
column-bonus = Bonus
tier-below = below { $upper }
tier-below-to = below { $upper } and at least { $lower }
tier-above = above { $lower }
tier-above-to = above { $lower } and no more than { $upper }
tier-at-least = at least { $lower }
tier-at-most = no more than { $upper }
tier-between = { $low-side ->
   *[closed] at least { $lower }
    [open] more than { $lower }
} and { $high-side ->
   *[open] less than { $upper }
    [closed] no more than { $upper }
}
credit-condition = The { -service-credit } is { $amount } when { $condition }.
credit-is = The { -service-credit } is { $amount }.
bonus-is = The { -bonus } is { $amount }.
amount-share = { $share } of the { $fee } fee
amount-share-each-block = { $amount } for each { $rounding ->
   *[full] full { CASE($block, "block") }
    [started] started { CASE($block, "block") }
} { $of ->
   *[down] of { -downtime }
    [late] of delay
}
amount-beyond = { $amount }, counted only beyond the first { $free }
amount-once-per-day = { $amount }, at most once per day
amount-days-of-service = the price of { $days } of service
amount-times-price = { $factor } times the price of the time down
amount-points = { $count ->
    [one] { $count } point
   *[other] { $count } points
}
amount-at-most = { $amount }, at most { $cap }
points-intro = Points of one { -measurement-period } are added and converted into money by the table below.
column-points = Points
switch-blocks = { $rounding ->
   *[full] Only full units of { $block } are counted; what is left over is dropped.
    [started] Every unit of { $block } that has begun is counted in full.
}
switch-excess = { $counts ->
   *[all] All { -downtime } of the period counts towards the credit once the { -service-level } is missed.
    [excess] Only the { -downtime } beyond what the { -service-level } allows counts towards the credit.
}
credit-doubled = The credit is doubled when the { -service-level } is missed in { $count ->
    [one] { $count } period
   *[other] { $count } periods in a row
}.
credit-earned-back = The credit is returned to the { -provider } when the { -service-level } is then met in { $count ->
    [one] { $count } period
   *[other] { $count } periods in a row
}.
credit-first-period = Periods before this { -agreement } took effect count as met.
bonus-intro = When a { -service-level } is exceeded as follows, the { -customer } owes the { -provider } a { -bonus }.
switch-combine = { $combine ->
   *[highest] When several { -service-level(number: "other") } are missed in one period, only the highest { -service-credit } is owed.
    [sum] When several { -service-level(number: "other") } are missed in one period, their { -service-credit(number: "other") } are added.
    [customer] When several { -service-level(number: "other") } are missed in one period, the { -customer } chooses one of the { -service-credit(number: "other") }.
}
cap-guarantee = The { -service-credit } for { $guarantee } is at most { $cap } per { $period }.
cap-agreement = All { -service-credit(number: "other") } together are at most { $cap } per { $period }.
cap-corporate = All { -service-credit(number: "other") } under { $upper } together are at most { $cap } per { $period }.
cap-none = { -service-credit(number: "other") } are not capped.
cap-order = Limits apply in this order: { $steps }.
cap-step = { $step ->
   *[tier] the tier of the table
    [guarantee] the limit of the single { -service-level }
    [combination] the rule for several misses
    [agreement] the limit of this { -agreement }
    [corporate] the limit of the corporate level
}
money-rounding = Amounts of money are rounded to { $unit }; { $mode ->
   *[half-even] a half is rounded to the even neighbour.
    [half-up] a half is rounded up.
    [floor] fractions are dropped.
    [ceiling] fractions are rounded up.
}

section-claims = Claims
claim-on-request = A { -service-credit } is granted on request. The { -customer } claims it within { $window } of the end of the { -measurement-period }; after that the claim lapses.
claim-after-event = A { -service-credit } is granted on request. The { -customer } claims it within { $window } of the event on which it rests; after that the claim lapses.
claim-automatic = The { -provider } grants every { -service-credit } without being asked.

example-allowance-intro = Length of { -downtime } that a target of { $target } allows in one { $period }:
example-allowance-months = Months differ in length, and so does the { -downtime } that a target of { $target } allows:
column-month-length = Length of month
column-downtime-allowed = Downtime allowed
example-month = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
example-outage = A single outage of { $outage } in a { CASE($month, "attributive") } month leaves { $metric } at { $value }: the { -service-level } is { $verdict ->
   *[missed] missed, and the { -service-credit } is { $credit }.
    [met] met, and no { -service-credit } is due.
}
example-outage-bonus = A single outage of { $outage } in a { CASE($month, "attributive") } month leaves { $metric } at { $value }, and the { -bonus } is { $bonus }.
example-computation = { $amount } × { $share } = { $result }
example-rounded = The value is shown rounded to { $count ->
    [one] { $count } decimal
   *[other] { $count } decimals
}.
