# Units of time and periods. `case` is nominative, attributive ("a 45-minute outage") or block ("each started hour").

unit-millisecond = { $case ->
   *[nominative] { $value } ms
    [attributive] { $value }-ms
    [block] { $value } ms
}
unit-second = { $case ->
   *[nominative] { $count ->
        [one] { $value } second
       *[other] { $value } seconds
    }
    [attributive] { $value }-second
    [possessive] { $count ->
        [one] { $value } second’s
       *[other] { $value } seconds’
    }
    [block] { $count ->
        [one] second
       *[other] { $value } seconds
    }
}
unit-minute = { $case ->
   *[nominative] { $count ->
        [one] { $value } minute
       *[other] { $value } minutes
    }
    [attributive] { $value }-minute
    [possessive] { $count ->
        [one] { $value } minute’s
       *[other] { $value } minutes’
    }
    [block] { $count ->
        [one] minute
       *[other] { $value } minutes
    }
}
unit-hour = { $case ->
   *[nominative] { $count ->
        [one] { $value } hour
       *[other] { $value } hours
    }
    [attributive] { $value }-hour
    [possessive] { $count ->
        [one] { $value } hour’s
       *[other] { $value } hours’
    }
    [block] { $count ->
        [one] hour
       *[other] { $value } hours
    }
}
unit-day = { $case ->
   *[nominative] { $count ->
        [one] { $value } day
       *[other] { $value } days
    }
    [attributive] { $value }-day
    [possessive] { $count ->
        [one] { $value } day’s
       *[other] { $value } days’
    }
    [block] { $count ->
        [one] day
       *[other] { $value } days
    }
}
unit-working-day = { $case ->
   *[nominative] { $count ->
        [one] { $value } { -working-day }
       *[other] { $value } { -working-day(number: "other") }
    }
    [attributive] { $value }-{ -working-day }
    [possessive] { $count ->
        [one] { $value } { -working-day }’s
       *[other] { $value } { -working-day(number: "other") }’
    }
    [block] { $count ->
        [one] { -working-day }
       *[other] { $value } { -working-day(number: "other") }
    }
}
unit-week = { $case ->
   *[nominative] { $count ->
        [one] { $value } week
       *[other] { $value } weeks
    }
    [attributive] { $value }-week
    [possessive] { $count ->
        [one] { $value } week’s
       *[other] { $value } weeks’
    }
    [block] { $count ->
        [one] week
       *[other] { $value } weeks
    }
}
unit-month = { $case ->
   *[nominative] { $count ->
        [one] { $value } month
       *[other] { $value } months
    }
    [attributive] { $value }-month
    [possessive] { $count ->
        [one] { $value } month’s
       *[other] { $value } months’
    }
    [block] { $count ->
        [one] month
       *[other] { $value } months
    }
}
unit-year = { $case ->
   *[nominative] { $count ->
        [one] { $value } year
       *[other] { $value } years
    }
    [attributive] { $value }-year
    [possessive] { $count ->
        [one] { $value } year’s
       *[other] { $value } years’
    }
    [block] { $count ->
        [one] year
       *[other] { $value } years
    }
}
unit-other = { $case ->
   *[nominative] { $value } { $unit }
    [attributive] { $value }-{ $unit }
    [block] { $value } { $unit }
}
percent-case = { $case ->
   *[nominative] { $value }
    [spelled] { $bare } per cent
}
period-day = { $case ->
   *[nominative] calendar day
}
period-week = { $case ->
   *[nominative] calendar week
}
period-month = { $case ->
   *[nominative] calendar month
}
period-quarter = { $case ->
   *[nominative] calendar quarter
}
period-quarter-from = { $case ->
   *[nominative] quarter (the first of the year beginning in { $month })
}
period-year = { $case ->
   *[nominative] calendar year
}
period-year-from = { $case ->
   *[nominative] year beginning on the first day of { $month }
}
period-billing-month = { $case ->
   *[nominative] billing month (from day { $first })
}
period-rolling = { $case ->
   *[nominative] rolling period of { $length }
}
period-trailing = { $case ->
   *[nominative] trailing period of { $length }
}
instant = { $date } at { $time }
range = { $first } to { $last }
