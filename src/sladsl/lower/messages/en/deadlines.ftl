# Promises that end at an instant, promises that apply on a condition, and what cuts a measurement short.

deadline-end = { $when ->
   *[calendar] by the end of the day on which it begins
    [working] by the end of the hours of the { -working-day } on which it begins or, where it begins on none, of the next one
}
deadline-end-later = { $when ->
   *[calendar] by the end of the day that is { $count } after the one on which it begins
    [working] by the end of the hours of the day that is { $count } after the one on which it begins
}
deadline-clock = { $when ->
   *[calendar] by { $time } on the day on which it begins
    [working] by { $time } on the { -working-day } on which it begins or, where it begins on none, on the next one
}
deadline-clock-later = by { $time } on the day that is { $count } after the one on which it begins
deadline-cut-off = { $due } where it begins at or before { $time }, and { $otherwise } where it begins later
promise-deadline-share = The { -provider } guarantees that in each { $period } { $metric } ends { $deadline }, for at least { $share } of { $cases }.
promise-deadline-share-throughout = The { -provider } guarantees that { $metric } ends { $deadline }, for at least { $share } of { $cases }.
promise-deadline-every = The { -provider } guarantees that { $metric } ends { $deadline }, for each of { $cases }.
promise-applies-when = It applies in a { -measurement-period } only where { $condition }.
promise-claimed-once = { -downtime } before a claim that was paid does not count again.
switch-outage-up-to = An outage of up to { $longest } does not count. A longer one counts from its first second.
switch-pause-elapsed = A pause gives back all the time that it lasted, whatever the hours in which the clock runs.
switch-begun-period = { $cuts ->
   *[both] Where only a part of a { -measurement-period } lies in the term, only that part counts.
    [downtime] Where only a part of a { -measurement-period } lies in the term, the share is still taken of the whole { -measurement-period }, and only { -downtime } in the term counts.
    [length] Where only a part of a { -measurement-period } lies in the term, the share is taken of that part, and all { -downtime } of the { -measurement-period } counts.
}
condition-unknown = nothing is known of the { -service }
