# Ajan yksiköt ja jaksot. `case` on sija; every on "kunakin kuukautena", from-every "kultakin kuukaudelta".

unit-millisecond = { $case ->
   *[nominative] { $value } ms
    [genitive] { $value } ms:n
    [partitive] { $value } ms
    [ablative] { $value } ms:ltä
}
unit-second = { $case ->
   *[nominative] { $count ->
        [one] { $value } sekunti
       *[other] { $value } sekuntia
    }
    [partitive] { $value } sekuntia
    [genitive] { $value } sekunnin
    [ablative] { $count ->
        [one] sekunnilta
       *[other] { $value } sekunnilta
    }
}
unit-minute = { $case ->
   *[nominative] { $count ->
        [one] { $value } minuutti
       *[other] { $value } minuuttia
    }
    [partitive] { $value } minuuttia
    [genitive] { $value } minuutin
    [ablative] { $count ->
        [one] minuutilta
       *[other] { $value } minuutilta
    }
}
unit-hour = { $case ->
   *[nominative] { $count ->
        [one] { $value } tunti
       *[other] { $value } tuntia
    }
    [partitive] { $value } tuntia
    [genitive] { $value } tunnin
    [ablative] { $count ->
        [one] tunnilta
       *[other] { $value } tunnilta
    }
}
unit-day = { $case ->
   *[nominative] { $count ->
        [one] { $value } päivä
       *[other] { $value } päivää
    }
    [partitive] { $value } päivää
    [genitive] { $value } päivän
    [ablative] { $count ->
        [one] päivältä
       *[other] { $value } päivältä
    }
}
unit-week = { $case ->
   *[nominative] { $count ->
        [one] { $value } viikko
       *[other] { $value } viikkoa
    }
    [partitive] { $value } viikkoa
    [genitive] { $value } viikon
    [ablative] { $count ->
        [one] viikolta
       *[other] { $value } viikolta
    }
}
unit-month = { $case ->
   *[nominative] { $count ->
        [one] { $value } kuukausi
       *[other] { $value } kuukautta
    }
    [partitive] { $value } kuukautta
    [genitive] { $value } kuukauden
    [ablative] { $count ->
        [one] kuukaudelta
       *[other] { $value } kuukaudelta
    }
}
unit-year = { $case ->
   *[nominative] { $count ->
        [one] { $value } vuosi
       *[other] { $value } vuotta
    }
    [partitive] { $value } vuotta
    [genitive] { $value } vuoden
    [ablative] { $count ->
        [one] vuodelta
       *[other] { $value } vuodelta
    }
}
unit-working-day = { $case ->
   *[nominative] { $count ->
        [one] { $value } { -working-day }
       *[other] { $value } { -working-day(case: "partitive") }
    }
    [partitive] { $value } { -working-day(case: "partitive") }
    [genitive] { $value } { -working-day(case: "genitive") }
    [ablative] { $count ->
        [one] { -working-day(case: "ablative") }
       *[other] { $value } { -working-day(case: "ablative") }
    }
}
unit-other = { $case ->
   *[nominative] { $value } { $unit }
    [partitive] { $value } { $unit }
    [genitive] { $value } { $unit }
    [ablative] yksiköltä ({ $value } { $unit })
}
percent-case = { $case ->
   *[nominative] { $value }
    [genitive] { $bare } prosentin
    [inessive] { $bare } prosentissa
}
period-day = { $case ->
   *[nominative] kalenteripäivä
    [every] kunakin kalenteripäivänä
    [from-every] kultakin kalenteripäivältä
}
period-week = { $case ->
   *[nominative] kalenteriviikko
    [every] kullakin kalenteriviikolla
    [from-every] kultakin kalenteriviikolta
}
period-month = { $case ->
   *[nominative] kalenterikuukausi
    [every] kunakin kalenterikuukautena
    [from-every] kultakin kalenterikuukaudelta
}
period-quarter = { $case ->
   *[nominative] vuosineljännes
    [every] kunakin vuosineljänneksenä
    [from-every] kultakin vuosineljännekseltä
}
period-quarter-from = { $case ->
   *[nominative] vuosineljännes (vuoden ensimmäinen alkaa { $month }ssa)
    [every] kunakin vuosineljänneksenä (vuoden ensimmäinen alkaa { $month }ssa)
    [from-every] kultakin vuosineljännekseltä (vuoden ensimmäinen alkaa { $month }ssa)
}
period-year = { $case ->
   *[nominative] kalenterivuosi
    [every] kunakin kalenterivuotena
    [from-every] kultakin kalenterivuodelta
}
period-year-from = { $case ->
   *[nominative] vuosi (alkaa { $month }n ensimmäisenä päivänä)
    [every] kunakin vuotena (alkaa { $month }n ensimmäisenä päivänä)
    [from-every] kultakin vuodelta (alkaa { $month }n ensimmäisenä päivänä)
}
period-billing-month = { $case ->
   *[nominative] laskutuskuukausi (alkaen päivästä { $first })
    [every] kunakin laskutuskuukautena (alkaen päivästä { $first })
    [from-every] kultakin laskutuskuukaudelta (alkaen päivästä { $first })
}
period-rolling = { $case ->
   *[nominative] liukuva jakso ({ $length })
    [every] kullakin liukuvalla jaksolla ({ $length })
    [from-every] kultakin liukuvalta jaksolta ({ $length })
}
period-trailing = { $case ->
   *[nominative] edeltävä jakso ({ $length })
    [every] kullakin edeltävällä jaksolla ({ $length })
    [from-every] kultakin edeltävältä jaksolta ({ $length })
}
instant = { $date } klo { $time }
range = { $first } – { $last }
