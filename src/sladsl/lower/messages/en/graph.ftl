# The drawing of what depends on what: bands, lines, cards, what is said beside the pointer, and the page around it.

graph-title = What depends on what
graph-title-of = { $house }: what depends on what
graph-agreements = { $count ->
    [one] { $number } agreement
   *[other] { $number } agreements
}
graph-services = { $count ->
    [one] { $number } service
   *[other] { $number } services
}
graph-description = { $things }. { $show ->
   *[all] Agreements with customers stand at the top, then the services they promise and what those need, then the agreements and contracts that hold them up.
    [agreements] Agreements with customers stand at the top, then those that they rely on.
    [services] What stands higher needs what stands lower.
}
graph-band = { $band ->
   *[promised] SLAs
    [services] Services
    [inside] OLAs
    [suppliers] Contracts
}
graph-band-note = { $band ->
   *[promised] promised to customers
    [services] and what they need
    [inside] promised inside
    [suppliers] promised by suppliers
}
graph-line = { $kind ->
   *[promises] promises
    [needs] needs
    [under] is under
    [relies] relies on
    [cyclic] goes round in a circle
    [open] promises, and is not proven
    [broken] promises, and is not kept by what stands under it
}
graph-nothing = nothing to draw

graph-caption = { $kind ->
   *[sla] SLA
    [ola] OLA
    [uc] UC
}
graph-caption-level = { $level ->
   *[corporate] corporate
    [customer] customer
    [service] service
} { graph-caption }
graph-for = for { $customer }
graph-for-every = for every customer
graph-by = by { $provider }
graph-between = { $provider } for { $customer }
graph-each-service = each service { $promise }
graph-each = each service
graph-choice = { $count } of { $all }

graph-tip-agreement = { $caption } { $name }: { $title }
graph-tip-service = service { $name }: { $title }
graph-tip-owner = owner: { $owner }
graph-tip-line = { $source } { $kind ->
   *[promises] promises
    [needs] needs
    [under] is under
    [relies] relies on
} { $target }
graph-tip-through = { $source } relies on { $target } through { $service }
graph-tip-acts = who acts in { $priorities }
graph-tip-choice = { $name } needs { $count } of { $services }
graph-tip-choice-independent = { $name } needs { $count } of { $services }, which fail independently
graph-tip-of-these = { $name } needs { $count } of these

graph-told-share = for { $share } of { $cases }
graph-told-period = { $period ->
   *[day] per day
    [week] per week
    [month] per month
    [quarter] per quarter
    [year] per year
    [billing-month] per billing month
    [rolling-days] per rolling days
    [trailing-days] per trailing days
}
graph-told-during = during { $calendar }
graph-and-more = and { $number } more
graph-names-and-more = { $names } and { $number } more
graph-stack = { $number } { $kind ->
   *[sla] agreements
    [ola] OLAs
    [uc] contracts
    [service] services
    [choice] choices
}
graph-range = { $low } to { $high }
graph-various = various
graph-times = { $number } times: { $label }

graph-proofs = Proofs
graph-no-proofs = No promise of availability or time rests on another agreement here.
graph-back = back to the picture
graph-proof-kept = kept, { $margin }
graph-proof-unchosen = { $told }, if { $agreements } is meant for { $service }
graph-proof-broken = not kept: { $promises }
graph-proof-open = not proven: { $promises }
graph-proof-tip = proof of { $promise }: { $told }
graph-proof-of = { $promise } of { $service }
graph-proof-told = { $state }; { $used } of { $allowed }, { $slack } in { $period }
graph-proof-told-time = { $state }; { $spare } in the worst case
graph-proof-used = { $state ->
   *[kept] { $share } used
    [open] up to { $share } used
}
graph-proof-lets = lets be down { $time }, { $share } of what { $promise } allows
graph-proof-budget = { $share } of a budget
graph-proof-budget-most = up to { $share } of a budget
