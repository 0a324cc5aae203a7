# Credits, bonuses, caps, claims, and the worked examples.

section-fees = Fees
fees-intro = The { -customer } pays the following { -fee(number: "other") }.
fee-per = { $amount } per { $period }
column-fee = Fee
column-amount = Amount
section-credits = Service credits and bonuses
section-credits-only = Service credits
credits-intro = When a { -service-level } is missed, the { -provider } owes the { -customer } a { -service-credit } as follows.
credits-none = No { -service-credit } is agreed for the { -service-level(number: "other") } of this { -agreement }.
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
credit-owed-above = What is owed because of this guarantee is owed once, under { $upper }.
credit-first-period = Periods before this { -agreement } took effect count as met.
bonus-intro = When a { -service-level } is exceeded as follows, the { -customer } owes the { -provider } a { -bonus }.
switch-combine = { $combine ->
   *[highest] When several { -service-level(number: "other") } are missed in one period, only the highest { -service-credit } is owed.
    [sum] When several { -service-level(number: "other") } are missed in one period, their { -service-credit(number: "other") } are added.
    [agreeing] All { -service-level(number: "other") } must come to the same { -service-credit }, which is owed once. Where they differ, this { -agreement } does not say which of them is owed.
    [customer] When several { -service-level(number: "other") } are missed in one period, the { -customer } chooses one of the { -service-credit(number: "other") }.
}
cap-agreement = All { -service-credit(number: "other") } together are at most { $cap } per { $period }.
cap-corporate = All { -service-credit(number: "other") } under { $upper } together are at most { $cap } per { $period }.
cap-none = { -service-credit(number: "other") } are not capped.
cap-order = A { -service-credit } is computed in this order: { $steps }.
cap-step = { $step ->
   *[tier] the tier of the table
    [excess] the part that exceeds the free time
    [block] the number of units counted
    [each] the limit of each of them
    [doubled] the doubling
    [guarantee] the limit of the single { -service-level }
    [combination] the rule for several misses
    [agreement] the limit of this { -agreement }
    [corporate] the limit of the corporate level
    [minimum] the smallest amount granted
    [rounding] the rounding of money
}
money-rounding = { $mode ->
   *[half-even] Amounts of money are rounded to the nearest { $unit }; an amount halfway between two is rounded to the one whose last digit is even.
    [half-up] Amounts of money are rounded to the nearest { $unit }; an amount halfway between two is rounded up.
    [down] Amounts of money are rounded down to whole multiples of { $unit }.
    [up] Amounts of money are rounded up to whole multiples of { $unit }.
}

section-claims = Claims
claim-on-request = A { -service-credit } is granted on request. The { -customer } claims it within { $window } of the end of the { -measurement-period }; after that the claim lapses.
claim-automatic = The { -provider } grants every { -service-credit } without being asked.

fees-above = The following { -fee(number: "other") } are agreed on a level above and are not due again under this { -agreement }.
