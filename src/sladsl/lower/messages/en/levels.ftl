# What is guaranteed, and how it is counted: one sentence for every choice an agreement makes.

section-levels = Service levels
levels-intro = The { -provider } guarantees the { -service-level(number: "other") } in this clause. Clause { $measurement } says how each of them is measured.
column-metric = Metric
column-during = Hours counted

section-measurement = Measurement
measure-share-of-buckets = { $metric } is the share of the intervals of { $interval } in the { -measurement-period } that are good. An interval is good when { $condition }.
measure-share-of-time = { $metric } is the share of the { -measurement-period } during which { $condition }.
measure-share-of-events = { $metric } is the share of all events in the { -measurement-period } for which { $condition }.
measure-mean-over-buckets = { $metric } is the mean, over the intervals of { $interval } in the { -measurement-period }, of { $expression }, each interval weighing the same.
measure-ratio = { $metric } is { $numerator } divided by { $denominator }, each counted over the whole { -measurement-period }.
measure-percentile = { $metric } asked for as a percentile is the smallest value that the stated share of all observations of { $signal } in the { -measurement-period } does not exceed.
measure-time-between = { $metric } of a { -ticket } is the time from { $start } to { $stop }.
measure-count = { $metric } is the number of events in the { -measurement-period }.
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
switch-limit-good = An interval whose value lies exactly at the limit is good.
switch-limit-bad = An interval whose value lies exactly at the limit is bad.
switch-empty = { $empty ->
   *[good] An interval without any data counts as good.
    [bad] An interval without any data counts as bad.
    [excluded] An interval without any data is left out of the measurement.
    [unknown] An interval without any data makes the result unknown; an unknown result is not treated as met.
}
switch-empty-value = An interval without any data counts as { $value }.
switch-partial-count = A part of a minute counts for as long as it lasts.
switch-partial-not = Only whole minutes of { -downtime } count; parts of a minute do not.
switch-minimum-outage = An outage of less than { $minimum } does not count. A longer one counts from its first second.
switch-excluded-from = { -excluded-time } is left out on both sides of the calculation: it is neither { -downtime } nor part of the time of which the share is taken.
switch-attributed = { $to ->
   *[opened] A { -ticket } belongs to the { -measurement-period } in which it is opened.
    [closed] A { -ticket } belongs to the { -measurement-period } in which it is closed.
}
switch-no-pause = The clock does not pause.
switch-pause-time = A pause is measured in the hours in which the clock itself runs.
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
switch-no-data = A { -measurement-period } for which there are no data is reported as such and never as met.
measured-during = It is measured only during { $calendar }.
