# What does not count, and planned maintenance.

section-exclusions = Exclusions and maintenance
exclusions-intro = Time in which one of the following applies is { -excluded-time } for the { -service-level(number: "other") } named with it.
exclusion-budget = It is excluded for at most { $budget } in each { $period }.
exclusion-notice = The { -provider } announces it at least { $notice } in advance. Unannounced work is not excluded.
exclusion-excess = When the limit is exceeded, only the excess counts as { -downtime }.
