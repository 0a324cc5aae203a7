# Worked examples. Every figure in them is computed.

example-room = Before any rounding, a target of { $target } leaves room for the following { -downtime } in each { $period }:
example-room-during = The hours named for this guarantee differ from one { $period } to the next. Before any rounding, a target of { $target } leaves room for the following { -downtime } in the shortest and in the longest of the periods between { $from } and { $until }:
example-room-constant = Before any rounding, a target of { $target } leaves room for { $room } of { -downtime } in each { $period }.
column-length = Length of the period
column-period-of = Period
column-hours-in-period = Hours counted
column-room = Downtime allowed
column-room-intervals = Whole { CASE($interval, "attributive") } intervals
example-clocks-back = { $days }, clocks set back
example-clocks-forward = { $days }, clocks set forward
example-month-of-year = { $month } { $year }
example-counts = When { $denominator } is { $total }, { $numerator } has to be { bound-words }.
example-share = A share of { $share } means:
column-tickets-counted = Tickets in the period
column-tickets-in-time = Of these in time, at least
example-outage-of = In a { $period } of { $length }, a single outage of { $outage } that is not excluded leaves { $good } of { $total }.
example-outage-in = In { $name }, with { $length } counted, a single outage of { $outage } that falls into these hours and is not excluded leaves { $good } of { $total }.
example-intervals = { $number } intervals of { $interval }
example-value-rounded = Rounded to { $count ->
    [one] { $count } decimal
   *[other] { $count } decimals
}, { $metric } is { $value }.
example-value-exact = { $metric } is then { $value }.
example-value-shown = { $metric } is then { $numerator }/{ $denominator }, shown rounded to { $count ->
    [one] { $count } decimal
   *[other] { $count } decimals
} as { $value }.
example-met = The { -service-level } is met, and no { -service-credit } is due.
example-missed = The { -service-level } is missed.
example-missed-none = The { -service-level } is missed; no { -service-credit } is agreed for it.
example-missed-row = The { -service-level } is missed, and the row “{ $row }” applies.
example-credit = The { -service-credit } is { $computation }.
example-credit-words = The { -service-credit } is { $amount }.
example-within = This is within the limit of { $limit }.
example-limited = The limit of { $limit } is reached: the { -service-credit } is { $credit }.
example-full-period = A { $period } without { -downtime } leaves { $metric } at { $value }: the { -bonus } is { $computation }.
example-late = When this { -service-level } is missed and the delay is { $late }, { $rounding ->
   *[started] { $count ->
        [one] { $count } started unit of { $block } is counted.
       *[other] { $count } started units of { $block } are counted.
    }
    [full] { $count ->
        [one] { $count } full unit of { $block } is counted.
       *[other] { $count } full units of { $block } are counted.
    }
}
example-period-dates = the { $period } from { $first } to { $last }
