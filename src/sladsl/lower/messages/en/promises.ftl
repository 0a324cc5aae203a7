# Promises in sentences, and the rules by which they are decided.

bound-words = { $comparison ->
   *[at-least] at least { $target }
    [more-than] more than { $target }
    [at-most] no more than { $target }
    [less-than] less than { $target }
    [exactly] exactly { $target }
}
percentile-of = the { $number }{ $ordinal ->
    [one] st
    [two] nd
    [few] rd
   *[other] th
} percentile of { $metric }
subject-services = { $metric } of { $many ->
   *[one] { $services }
    [several] { $services }
}
subject-each-service = { $metric } of each { -service }
promise-value = The { -provider } guarantees that { $subject } is { bound-words } in each { $period }.
promise-value-throughout = The { -provider } guarantees that { $subject } is { bound-words }.
cases-all = the { -ticket(number: "other") }
cases-priority = the { -ticket(number: "other") } of { -priority } { $priority }
cases-service = the { -ticket(number: "other") } about { $many ->
   *[one] { $services }
    [several] { $services }
}
cases-both = the { -ticket(number: "other") } of { -priority } { $priority } about { $many ->
   *[one] { $services }
    [several] { $services }
}
cases-other = all { $cases }
promise-share = The { -provider } guarantees that in each { $period } { $metric } is { bound-words } for at least { $share } of { $cases }.
promise-share-throughout = The { -provider } guarantees that { $metric } is { bound-words } for at least { $share } of { $cases }.
promise-every-case = The { -provider } guarantees that { $metric } is { bound-words } for each of { $cases }.
promise-table-share = The { -provider } guarantees that in each { $period } the times in the table below are kept for at least { $share } of { $cases }.
promise-table-share-throughout = The { -provider } guarantees that the times in the table below are kept for at least { $share } of { $cases }.
promise-table-row-share = The { -provider } guarantees that in each { $period } the times in the table below are kept for at least the share of { $cases } that the table states.
promise-table-row-share-throughout = The { -provider } guarantees that the times in the table below are kept for at least the share of { $cases } that the table states.
promise-table-cases = The { -provider } guarantees that the times in the table below are kept for each of { $cases }.
promise-table-separately = Every row and every column of the table is counted by itself.
promise-table-values = The { -provider } guarantees in each { $period } the values in the table below.
promise-table-values-throughout = The { -provider } guarantees the values in the table below.
promise-table-values-services = The { -provider } guarantees in each { $period } the values in the table below for { $services }.
promise-each-alone = Each of these { -service(number: "other") } is counted by itself.
promise-dash = A dash means that nothing is promised there.
promise-measured-always = It is measured at all times, on every day of the year.
promise-clock-always = The clock of a { -ticket } runs at all times.
promise-clock-during = The clock of a { -ticket } runs only during { $calendar }.
promise-from = It applies from { $from }.
promise-until = It applies until { $until }.
promise-from-until = It applies from { $from } until { $until }.
promise-warning = The { $side ->
   *[provider] { -provider }
    [customer] { -customer }
}’s monitoring gives warning when { $steps } of what this guarantee allows has been used up.
promise-of-level = This guarantee is made in { $upper } and holds here as well.
column-row = For
column-share = Share
decision-title = Comparison with the target
decision-intro = Whether a { -service-level } is met is decided as follows.
decision-applies = This applies to { $promises }.
decision-excluded-events = What happens in { -excluded-time } is not counted.
decision-excluded-downtime = Time excluded as { $exclusions } is not { -downtime }, but remains part of the time of which the share is taken.
decision-excluded-clock = The clock does not run in { -excluded-time }.
decision-excepts = This applies to all except { $promises }.
decision-cell = { $promise } ({ $row }, { $column })
