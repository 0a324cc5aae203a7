# The defined terms. `number` is one or other; a term with a message `definition-...` is linked to it.

-agreement = Agreement
-provider = Provider
-customer = Customer
-party = { $number ->
   *[one] Party
    [other] Parties
}
-service = { $number ->
   *[one] Service
    [other] Services
}
-service-level = { $number ->
   *[one] Service Level
    [other] Service Levels
}
-service-credit = { $number ->
   *[one] Service Credit
    [other] Service Credits
}
-bonus = { $number ->
   *[one] Bonus
    [other] Bonuses
}
-service-hours = Service Hours
-measurement-period = { $number ->
   *[one] Measurement Period
    [other] Measurement Periods
}
-downtime = Downtime
-excluded-time = Excluded Time
-maintenance = Planned Maintenance
-working-day = { $number ->
   *[one] Working Day
    [other] Working Days
}
-ticket = { $number ->
   *[one] Ticket
    [other] Tickets
}
-priority = { $number ->
   *[one] Priority
    [other] Priorities
}
-fee = { $number ->
   *[one] Fee
    [other] Fees
}

definitions-intro = In this { -agreement }, the terms below have the meanings given here, in the singular and in the plural.
definition-agreement = this document and its schedules, as identified by the version and the source digest on the first page
definition-provider = { $name }, who provides the { -service(number: "other") }
definition-customer = { $name }, who receives the { -service(number: "other") }
definition-party = the { -provider } or the { -customer }
definition-service = each of the services listed in clause { $scope }
definition-service-level = a measurable property of a { -service } together with the value that the { -provider } guarantees for it under clause { $levels }
definition-service-credit = the amount by which the { -provider } compensates the { -customer } under clause { $credits } when a { -service-level } is missed
definition-bonus = the amount that the { -customer } owes the { -provider } under clause { $credits } when a { -service-level } is exceeded
definition-service-hours = the hours in which a { -service } is provided, as set out in clause { $hours }
definition-measurement-period = the period over which a { -service-level } is measured and decided; it begins and ends at midnight in the time zone { $zone }
definition-downtime = time that counts against a { -service-level } when it is measured under clause { $measurement }
definition-excluded-time = time that is left out of the measurement under clause { $exclusions }
definition-maintenance = work on a { -service } that has been announced and takes place within the limits of clause { $exclusions }
definition-working-day = a day with open time in the hours that the clause in question names or, where it names none, in the { -service-hours }; a period of { -working-day(number: "other") } that does not begin in such hours begins when they next open, and it ends at the time of day at which it began or, where that time is not open, when they next open
definition-ticket = a record of an incident or a request in the ticket system of { $side ->
   *[provider] the { -provider }
    [customer] the { -customer }
    [both] the { -party } that runs it
}
definition-priority = the class of urgency of a { -ticket }, as set out in Schedule { $priorities }
definition-fee = each of the fees named in clause { $fees }
