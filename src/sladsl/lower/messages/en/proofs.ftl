# Proofs of promises: a schedule of the internal edition, and pictures. Parts of sums stand beside their times.

schedule-proofs = Proof of the promises
proofs-intro = This schedule shows whether the promises of this agreement are kept by those on which they rest, in the worst case that the agreements under it allow. The figures follow from the agreements alone. They are computed exactly, over the days on which all of the agreements are in force, as far as { $years } years ahead.
proof-state = { $state ->
   *[kept] kept
    [presumed] kept, provided that what nobody promises never fails
    [broken] not kept
    [open] not proven
}
proof-left = { $time } left
proof-too-much = { $state ->
   *[broken] { $time } too much
    [open] up to { $time } too much
}
proof-over-all = more than all of the time is promised
proof-spare = { $time } to spare
proof-no-spare = nothing to spare
proof-late = { $time } late
proof-endless = not done within ten years
proof-for-too-few = { $spare }, but only for { $share } of the cases

column-proof-clause = Clause
column-proof-worst = Worst case
column-proof-result = Result
column-proof-component = Needed
column-proof-down = May be down
column-proof-share = Of what is allowed
column-proof-from = From
column-proof-what = What
column-proof-for = For
column-proof-until = At the latest
column-proof-step = Step
column-proof-within = Within

proof-promised = Promised
proof-promised-in = { $bound } (clause { $number })
proof-in-each = { $bound } in each { $period }
proof-result = Result
proof-result-worst = { $state }; in the worst case { $spare }
proof-guaranteed = Guaranteed
proof-guaranteed-figure = { $figure }, whatever happens within the promises below
proof-expected = Expected
proof-expected-figure = { $figure }, were everything to fail independently; guaranteed by nobody
proof-expected-between = { $least } to { $most }
proof-worst-period = Worst period
proof-period-counted = { $period }, in which { $time } count
proof-rolling = the { $length } to { $last }
proof-trailing = the { $length } until { $end }
proof-any-trailing = any { $length } between { $start } and { $end }
proof-worst-begins = Worst beginning
proof-begins-in = { $moment }, in the time zone { $zone }
proof-moment = { $day }, { $time }

proof-table-intro = In { $period }, what the promise rests on may be down as follows.
proof-row-together = together, as they are needed
proof-row-allowed = allowed by the promise
proof-row-slack = { $state ->
   *[left] left
    [over] too much
    [open] too much, at most
}
proof-row-nobody = nobody
proof-row-never = taken never to fail
proof-sum = { $sum }; allowed: { $allowed }; { $slack }.
proof-sum-equals = { $sum } = { $total }
proof-sum-more = { $count } more
proof-sum-part = { $part } { $time }
proof-sum-shortest = { $number ->
   *[two] the shorter of { $parts }
    [more] the shortest of { $parts }
}
proof-sum-at-once = { $number } at once of { $parts }
proof-sum-whole = { $sum } ({ $time })
proof-sum-possible = { $reason ->
    [period] { $sum }, of which { $possible } is all that counts
   *[times] { $sum }, of which at most { $possible } is possible, as each may be down at its own times only
    [intervals] { $sum }, of which at most { $possible } is possible in whole intervals
}
proof-sum-excused = { $sum }, less { $excused } that this promise leaves out itself, once for all: { $left }
proof-sum-tangle = { $parts }, as they are needed together
proof-part-named = { $component } ({ $agreement })

proof-case-intro = A worst case in which everybody under this agreement keeps their promises:
proof-case-recorded = A worst case in which everybody under this agreement keeps their promises, while as much as this promise permits is recorded as { $exclusions } at other times:
proof-case-unrecorded = A worst case in which everybody under this agreement keeps their promises, while nothing is recorded as { $exclusions }, not even what is down in its windows:
proof-case-down = { $component } is down
proof-case-repeated = { $component } is down, and { $more } times more for as long, the last from { $last }
proof-case-shown = In this case { $counted } is counted. The rest, up to { $bound }, is a bound for which no case was found.
proof-assumed = It is taken that nothing is excluded on these grounds, which have no limit: { $exclusions }.
proof-same-work = It is taken that work which the supporting promises leave out counts as { $exclusions } here, too, and that only such work, where it takes the service down, uses up its limit.
proof-unchosen = It is taken that { $part } is carried by { $taken }: the same is promised by { $others }, and none of them is chosen.
proof-one-ground = It is taken that no hour counts as two of these grounds.
proof-begun = The proof is about whole periods. The following are cut short and are not looked at: { $periods }.
proof-gap = From { $moment } on nobody promises anything about { $part } for { $time }, and it is taken to work.
proof-empty = It is taken that something is counted in every interval: what is empty counts as better for the following than here: { $promises }.
proof-undeployed = It is taken that everything is in use all along: time before that counts as better for the following than here: { $promises }.
proof-on-condition = It is taken that the conditions are fulfilled on which the following hold: { $promises }.
proof-time-untimed = It is taken that cases of the following, of which nobody promises it, are in time: { $parts }.
proof-time-days = It is taken that a case is handled to its end as is promised on the day on which it begins.
proof-time-unhandled = It is taken that cases of the following priorities, which nobody handles, are in time: { $priorities }.
proof-time-at-once = It is taken that what stands under the promise is restored at once.
proof-time-cut = It is taken that nothing that this promise excludes ends a working day until which it is due.
proof-time-still = It is taken that no clock stands still: while the one of the following does, the one of this promise, which counts otherwise, may run on: { $promises }.
proof-time-shares = It is taken that in every period the following are late for no larger a share of these cases than of all that they count: { $promises }.
proof-soft = Nothing is owed when the following are missed: { $promises }.
proof-short-ones = It is taken that outages which are too short to count do not follow one another, or a longer one, without a break.
proof-adds-up = It is taken that failures of several components, each of which leaves an interval good, do not make it bad together.
proof-unpromised = Nobody promises anything about the following, which is taken never to fail: { $parts }.
proof-uncounted = Of the time for { $part }, { $time } is not counted by its own promise, but by this one.
proof-touched = Of the time for { $part }, { $work } is not counted by its own promise; by this one, each interval of { $interval } that it touches is counted as down whole: { $time }.
proof-shared = Of the time for { $part }, { $time } more is not counted by its own promise, at times at which the service may be down already: it adds nothing.
proof-spread = { $part } is counted in shorter intervals than this promise, and one bad one makes a whole interval count as down here: what its promise allows is counted { $times } times.
proof-apart = The intervals in which { $part } is counted begin at other times than those of this promise, and say nothing about them: all of its time is taken to be down.
proof-outside = Of the time for { $part }, { $time } lies outside the hours of its own promise.
proof-concentrated = { $part } is counted in each { $period }. All that it allows may fall into { $worst }.
proof-other-zone = { $part } is counted by the clocks of { $theirs }, this promise by those of { $mine }: { $count } of its periods touch { $worst }, and what each of them allows may fall into it.
proof-rounded = Where an agreement says that results are rounded before they are compared, the times count that in.
proof-open = No case was found in which every supporting promise is kept and this one is not: it is not proven, and may hold all the same.
proof-safe = What stands under the promise was not weighed to the end; the time stated is never exceeded, and may not be reached.

proof-chain-intro = The worst case, each step as late as it may be:
proof-chain-begins = The case begins
proof-chain-handover = Hand-over
proof-chain-due = Promised until then
proof-hours-always = at all hours
proof-hours-during = { $time }, during { $calendar }
proof-hours-all = { $time }, at all hours
proof-share-of-cases = { $limit }, for { $share } of the cases
proof-named = { $agreement }: { $promise }

proof-picture-title = { $promise }: { $service } { $bound }
proof-picture-course-title = { $promise }: { $bound }
proof-picture-budget = How long the promises under it let { $service } be down in { $period }, of { $time }
proof-picture-slack = { $state ->
   *[kept] Allowed: { $allowed }; { $slack }
    [broken] Not kept. Allowed: { $allowed }; { $slack }
    [open] Not proven: no case is known in which it is not kept. Allowed: { $allowed }; { $slack }
}
proof-picture-told = { $state }: { $sum }; allowed: { $allowed }; { $slack }
proof-picture-together = together
proof-picture-most = { $state ->
   *[kept] the most that can be down
    [open] not proven; never more than this
}
proof-picture-allowed = allowed: { $time }
proof-picture-at-once = can be down together
proof-picture-unpromised = not promised, taken as up
proof-picture-needed-together = needed together
proof-picture-choice = { $number } of { $parts }
proof-picture-note = { $subject }: { $target }
proof-picture-per = { $target } per { $period }
proof-picture-here = promised here
proof-picture-begins = The worst case begins { $start }, { $zone }; promised until { $due }, done by { $done }: { $verdict }
proof-picture-begins-endless = The worst case begins { $start }, { $zone }; promised until { $due }: { $verdict }
proof-picture-legend = Shaded: open hours. Filled: the clock runs. Outlined: it waits. Red: after the promise is due.
proof-picture-due = promised until { $moment }
proof-picture-clocks = { $way ->
   *[forward] clocks go forward
    [back] clocks go back
}
proof-picture-step = { $step } until { $moment }
proof-picture-endless = { $step } { $moment }

short-day = { $value } d
short-hour = { $value } h
short-minute = { $value } min
short-second = { $value } s
