# Formulas, conditions and switches in words.

formula-plus = { $left } plus { $right }
formula-minus = { $left } minus { $right }
formula-times = { $left } multiplied by { $right }
formula-divided = { $left } divided by { $right }
condition-and = { $left } and { $right }
condition-or = { $left } or { $right }
condition-not = it is not the case that { $condition }
condition-holds = { $signal } holds
condition-compared = { $left } is { bound-words }
measure-count-where = { $metric } is the number of events in the { -measurement-period } for which { $condition }.
measure-time-in-state = { $metric } is the total time in the { -measurement-period } in which the { -service } { $state ->
   *[down] does not work
    [up] works
}.
measure-computed = { $metric } is { $formula }, each counted over the whole { -measurement-period }.
measure-records = { $metric } is taken from the { -provider }’s records.
counting-attributed-event = A { -ticket } belongs to the { -measurement-period } into which { $moment } falls.
counting-pause-state = The clock pauses while the { -ticket } is marked “{ $state }”.
counting-pause-condition = The clock pauses while { $condition }.
counting-from-monitoring = The data come from the { $side ->
   *[provider] { -provider }
    [customer] { -customer }
}’s monitoring system, as Schedule { $schedule } sets out.
counting-from-tickets = The data come from the times recorded in the { $side ->
   *[provider] { -provider }
    [customer] { -customer }
}’s ticket system, as Schedule { $schedule } sets out.
counting-from-other = The data come from the source named “{ $origin }”, as Schedule { $schedule } sets out.
counting-intro = Each metric is computed as follows, exactly and without rounding on the way.
measure-is = { $metric } is { $formula }.
measure-count-intervals = { $metric } is the number of the intervals of { $interval } in the { -measurement-period } in which { $condition }.
measure-mean-score = { $metric } is the mean of the scores of all events in the { -measurement-period }. The first of the following sentences that applies to an event gives its score.
measure-score = An event scores { $score } when { $condition }.
measure-score-otherwise = Every other event scores { $score }.

switch-undeployed = { $undeployed ->
   *[up] Time before a component was deployed counts as time in which it worked.
    [removed] Time before a component was deployed is left out of the measurement.
}
