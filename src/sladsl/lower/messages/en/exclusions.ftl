# What does not count, and planned maintenance.

section-exclusions = Exclusions and maintenance
exclusions-intro = Time in which one of the following applies is { -excluded-time } for the { -service-level(number: "other") } that name it.
exclusions-none = No time is excluded: every outage counts, whatever its cause.
exclusion-applies = { $guarantee } excludes { $exclusions }.
exclusion-window-weekly = { $name } takes place each { $days } { $from }–{ $to }.
exclusion-window-weekly-next-day = { $name } takes place each { $days } from { $from } to { $to } on the following day.
exclusion-window-nth = { $name } takes place on { $nth ->
   *[first] the first { $day }
    [second] the second { $day }
    [third] the third { $day }
    [fourth] the fourth { $day }
    [fifth] the fifth { $day }
    [last] the last { $day }
} of each month { $from }–{ $to }.
exclusion-window-dated = { $name } takes place from { $from } to { $to }.
exclusion-window-any = { $name } may take place at any time that has been announced.
exclusion-zone = Its times are in the time zone { $zone }.
exclusion-budget = It is excluded for at most { $budget } in each { $period }.
exclusion-no-budget = It is excluded without a limit on its total length.
exclusion-notice = The { -provider } announces it at least { $notice } in advance. Unannounced work is not excluded.
exclusion-no-notice = It needs no announcement.
exclusion-excess = { $excess ->
   *[excess] When the limit is exceeded, only the excess counts as { -downtime }.
    [all] When the limit is exceeded, nothing is excluded in that period.
}
exclusion-cause = { $name }: { $cause }
column-exclusion = Exclusion
column-when = When
column-limit = Limit
column-notice = Notice
