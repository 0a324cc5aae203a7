# What is guaranteed, and how it is counted: one sentence for every choice an agreement makes.

section-levels = Service levels
levels-intro = The { -provider } guarantees the { -service-level(number: "other") } in this clause. Clause { $measurement } says how each of them is measured.
bound = { $comparison ->
   *[at-least] at least { $target }
    [more-than] more than { $target }
    [at-most] no more than { $target }
    [less-than] less than { $target }
}
metric-percentile = the { $share } percentile of { $metric }
guarantee-service = The { -provider } guarantees that { $metric } of { $service } is { bound } in each { $period }.
guarantee-service-during = The { -provider } guarantees that { $metric } of { $service } is { bound } in each { $period }, measured during { $calendar }.
guarantee-each-service = The { -provider } guarantees that { $metric } of each { -service } is { bound } in each { $period }.
guarantee-each-service-during = The { -provider } guarantees that { $metric } of each { -service } is { bound } in each { $period }, measured during { $calendar }.
guarantee-every-ticket = The { -provider } guarantees that { $metric } of every { -ticket } of { -priority } { $priority } is { bound }.
guarantee-every-ticket-during = The { -provider } guarantees that { $metric } of every { -ticket } of { -priority } { $priority } is { bound }, measured during { $calendar }.
guarantee-table-all = The { -provider } guarantees that every { -ticket } of { $service } meets the times in the table below.
guarantee-table-share = The { -provider } guarantees that in each { $period } at least { $share } of the { -ticket(number: "other") } of { $service }, counted for each { -priority } and each column separately, meet the times in the table below.
guarantee-keyed-table = The { -provider } guarantees for { $service } in each { $period } the values in the table below.
guarantee-objective = This is an objective: missing it gives no right to a { -service-credit }.
guarantee-eligible = This guarantee applies only when { $condition }.
guarantee-phase = From { $from } until { $until }, the value is { $target } instead.
guarantee-alerts = The { -provider } is warned when { $steps } of the time allowed by this guarantee has been used.
levels-caption = Guaranteed values
column-metric = Metric
column-target = Target
column-period = Period
column-during = Hours
column-value = Value
column-allowed = Allowed

section-measurement = Measurement
measurement-intro = Each metric is computed as follows, from the data named with it, in exact arithmetic.
measure-share-of-buckets = { $metric } is the share of the intervals of { $interval } in the { -measurement-period } that are good. An interval is good when { $condition }.
measure-share-of-time = { $metric } is the share of the { -measurement-period } during which { $condition }.
measure-share-of-events = { $metric } is the share of all events in the { -measurement-period } for which { $condition }.
measure-mean-over-buckets = { $metric } is the mean, over the intervals of { $interval } in the { -measurement-period }, of { $expression }, each interval weighing the same.
measure-ratio = { $metric } is { $numerator } divided by { $denominator }, each counted over the whole { -measurement-period }.
measure-percentile = { $metric } asked for as a percentile is the smallest value that the stated share of all observations of { $signal } in the { -measurement-period } does not exceed.
measure-time-between = { $metric } of a { -ticket } is the time from { $start } to { $stop }.
measure-count = { $metric } is the number of events in the { -measurement-period }.
measure-time-down = { $metric } is the total { -downtime } in the { -measurement-period }, in { $unit }.
measure-aggregate = { $metric } is { $aggregate ->
   *[sum] the sum
    [mean] the mean
    [max] the largest
    [min] the smallest
} of { $signal } over the { -measurement-period }.
measure-pooled = It is pooled: every { $weight } weighs the same, whichever part of the { -service } it belongs to.
measure-worst-of = { $metric } is the worst of { $metrics }.
measure-with-previous = { $metric } is the mean of the value of the { -measurement-period } and that of the one before; in the first { -measurement-period } it is the value of that period alone.
measure-constant-denominator = The share is taken of { $total }, however long the { -measurement-period } is.
measure-formula = { $metric } is computed by the formula { $formula }.
condition-ratio = { $numerator } divided by { $denominator } is { bound }
condition-value = { $signal } is { bound }
condition-up = { $signal } reports that the { -service } works
condition-other = { $formula } holds
moment = { $moment ->
   *[opened] the opening of the { -ticket }
    [known] the moment the { -provider } knows of the incident
    [happened] the moment the incident began
    [responded] the first answer by a person
    [resolved] the restoration of the { -service }
    [closed] the closing of the { -ticket }
}
moment-other = the event “{ $event }”

switch-target-included = A value equal to the target meets it.
switch-target-excluded = A value equal to the target misses it.
switch-limit-good = An interval exactly at the limit is good.
switch-limit-bad = An interval exactly at the limit is bad.
switch-empty = { $empty ->
   *[good] An interval without any data counts as good.
    [bad] An interval without any data counts as bad.
    [excluded] An interval without any data is left out of the measurement.
    [unknown] An interval without any data makes the result unknown; an unknown result is not treated as met.
}
switch-empty-value = An interval without any data counts as { $value }.
switch-partial-count = A part of a minute counts for as long as it lasts.
switch-partial-not = Only whole minutes of { -downtime } count; parts of a minute do not.
switch-every-outage = Every outage counts, however short.
switch-minimum-outage = An outage of less than { $minimum } does not count. A longer one counts from its first second.
switch-undeployed = { $undeployed ->
   *[up] Time before a component was deployed counts as time in which it worked.
    [removed] Time before a component was deployed is left out of the measurement.
}
switch-mid-period = When the { -agreement } begins within a { -measurement-period }, { $cut ->
   *[both] only the time from its beginning is measured, and shares are taken of that time.
    [numerator] only { -downtime } from its beginning counts, and shares are still taken of the whole period.
    [denominator] shares are taken of the time from its beginning.
}
switch-excluded-from = { $from ->
   *[both] { -excluded-time } is left out on both sides: it is neither { -downtime } nor part of the time of which the share is taken.
    [numerator] { -excluded-time } is not { -downtime }, but remains part of the time of which the share is taken.
}
switch-clock-starts = { $starts ->
   *[event] The clock starts when the incident happens, whether or not anybody has noticed it.
    [knowledge] The clock starts when the { -provider } learns of the incident, by its own monitoring or from the { -customer }.
    [ticket] The clock starts when the { -ticket } is opened.
}
switch-attributed = { $to ->
   *[opened] A { -ticket } belongs to the { -measurement-period } in which it is opened.
    [closed] A { -ticket } belongs to the { -measurement-period } in which it is closed.
}
switch-no-pause = The clock does not pause.
switch-pause = The clock pauses while { $state }.
switch-pause-time = { $time ->
   *[business] A pause is measured in the hours in which the clock itself runs.
    [wall] A pause is measured in elapsed time, inside and outside the hours in which the clock runs.
}
switch-compare-exact = The exact value, without any rounding, is compared with the target.
switch-compare-rounded = { $mode ->
   *[half-up] Before it is compared with the target, the value is rounded to { $count ->
        [one] { $count } decimal
       *[other] { $count } decimals
    }; a half is rounded up.
    [half-even] Before it is compared with the target, the value is rounded to { $count ->
        [one] { $count } decimal
       *[other] { $count } decimals
    }; a half is rounded to the even neighbour.
    [floor] Before it is compared with the target, the value is rounded down to { $count ->
        [one] { $count } decimal
       *[other] { $count } decimals
    }.
    [ceiling] Before it is compared with the target, the value is rounded up to { $count ->
        [one] { $count } decimal
       *[other] { $count } decimals
    }.
}
switch-zone = A { -measurement-period } begins and ends at midnight in { $whose ->
   *[agreement] the time zone { $zone }.
    [provider] the { -provider }’s time zone, { $zone }.
    [customer] the { -customer }’s time zone, { $zone }.
    [utc] Coordinated Universal Time ({ $zone }).
}
switch-holidays = { $holidays ->
   *[any] A day is a holiday when it is a public holiday in any of { $regions }.
    [all] A day is a holiday only when it is a public holiday in all of { $regions }.
    [one] A day is a holiday when it is a public holiday in { $regions }.
}
switch-day-of-service = { $day ->
   *[thirtieth] A day of service is worth the thirtieth part of the monthly fee.
    [calendar] A day of service is worth the monthly fee divided by the number of days in that month.
}
switch-no-data = A { -measurement-period } for which there are no data is reported as such and never as met.
measured-by = { $source ->
   *[prometheus] It is measured by the { -provider }’s monitoring system, with the queries in Schedule { $where }.
    [tickets] It is measured from the times recorded in the { -provider }’s ticket system.
}
measured-during = It is measured only during { $calendar }.
column-signal = Signal
column-query = Query
