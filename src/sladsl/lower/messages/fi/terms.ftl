# Määritellyt termit. `case` on sija, `number` on one tai other; termi, jolla on sanoma `definition-...`, linkitetään siihen.

-agreement = { $case ->
   *[nominative] Sopimus
    [genitive] Sopimuksen
    [partitive] Sopimusta
    [inessive] Sopimuksessa
    [illative] Sopimukseen
}
-provider = { $case ->
   *[nominative] Palveluntarjoaja
    [genitive] Palveluntarjoajan
    [partitive] Palveluntarjoajaa
    [allative] Palveluntarjoajalle
    [ablative] Palveluntarjoajalta
}
-customer = { $case ->
   *[nominative] Asiakas
    [genitive] Asiakkaan
    [partitive] Asiakasta
    [allative] Asiakkaalle
    [ablative] Asiakkaalta
}
-party = { $number ->
   *[one] { $case ->
       *[nominative] Osapuoli
        [genitive] Osapuolen
        [partitive] Osapuolta
        [allative] Osapuolelle
        [ablative] Osapuolelta
    }
    [other] { $case ->
       *[nominative] Osapuolet
        [genitive] Osapuolten
        [partitive] Osapuolia
        [allative] Osapuolille
    }
}
-service = { $number ->
   *[one] { $case ->
       *[nominative] Palvelu
        [genitive] Palvelun
        [partitive] Palvelua
        [inessive] Palvelussa
    }
    [other] { $case ->
       *[nominative] Palvelut
        [genitive] Palvelujen
        [partitive] Palveluja
        [elative] Palveluista
    }
}
-service-level = { $number ->
   *[one] { $case ->
       *[nominative] Palvelutaso
        [genitive] Palvelutason
        [partitive] Palvelutasoa
        [elative] Palvelutasosta
        [inessive] Palvelutasossa
    }
    [other] { $case ->
       *[nominative] Palvelutasot
        [genitive] Palvelutasojen
        [partitive] Palvelutasoja
        [elative] Palvelutasoista
        [inessive] Palvelutasoissa
    }
}
-service-credit = { $number ->
   *[one] { $case ->
       *[nominative] Palveluhyvitys
        [genitive] Palveluhyvityksen
        [partitive] Palveluhyvitystä
    }
    [other] { $case ->
       *[nominative] Palveluhyvitykset
        [genitive] Palveluhyvitysten
        [partitive] Palveluhyvityksiä
        [elative] Palveluhyvityksistä
    }
}
-bonus = { $number ->
   *[one] { $case ->
       *[nominative] Bonus
        [genitive] Bonuksen
        [partitive] Bonusta
    }
    [other] { $case ->
       *[nominative] Bonukset
        [partitive] Bonuksia
    }
}
-service-hours = { $case ->
   *[nominative] Palveluaika
    [genitive] Palveluajan
    [partitive] Palveluaikaa
    [illative] Palveluaikaan
}
-measurement-period = { $number ->
   *[one] { $case ->
       *[nominative] Mittausjakso
        [genitive] Mittausjakson
        [partitive] Mittausjaksoa
        [inessive] Mittausjaksossa
        [illative] Mittausjaksoon
        [adessive] Mittausjaksolla
        [elative] Mittausjaksosta
    }
    [other] { $case ->
       *[nominative] Mittausjaksot
        [genitive] Mittausjaksojen
    }
}
-downtime = { $case ->
   *[nominative] Katkoaika
    [genitive] Katkoajan
    [partitive] Katkoaikaa
    [translative] Katkoajaksi
    [elative] Katkoajasta
}
-excluded-time = { $case ->
   *[nominative] Poissuljettu aika
    [genitive] Poissuljetun ajan
    [partitive] Poissuljettua aikaa
}
-maintenance = { $case ->
   *[nominative] Suunniteltu huolto
    [genitive] Suunnitellun huollon
    [partitive] Suunniteltua huoltoa
}
-working-day = { $number ->
   *[one] { $case ->
       *[nominative] Työpäivä
        [genitive] Työpäivän
        [partitive] Työpäivää
        [ablative] Työpäivältä
    }
    [other] { $case ->
       *[nominative] Työpäivät
        [genitive] Työpäivien
    }
}
-ticket = { $number ->
   *[one] { $case ->
       *[nominative] Tukipyyntö
        [genitive] Tukipyynnön
        [partitive] Tukipyyntöä
        [elative] Tukipyynnöstä
        [adessive] Tukipyynnöllä
        [allative] Tukipyynnölle
    }
    [other] { $case ->
       *[nominative] Tukipyynnöt
        [genitive] Tukipyyntöjen
        [partitive] Tukipyyntöjä
        [elative] Tukipyynnöistä
    }
}
-priority = { $number ->
   *[one] { $case ->
       *[nominative] Kiireellisyysluokka
        [genitive] Kiireellisyysluokan
        [partitive] Kiireellisyysluokkaa
        [inessive] Kiireellisyysluokassa
    }
    [other] { $case ->
       *[nominative] Kiireellisyysluokat
        [partitive] Kiireellisyysluokkia
        [elative] Kiireellisyysluokista
    }
}
-fee = { $number ->
   *[one] { $case ->
       *[nominative] Maksu
        [genitive] Maksun
        [partitive] Maksua
    }
    [other] { $case ->
       *[nominative] Maksut
        [partitive] Maksuja
        [elative] Maksuista
    }
}

definitions-intro = Tässä { -agreement(case: "inessive") } alla olevilla termeillä on tässä annettu merkitys, sekä yksikössä että monikossa.
definition-agreement = tämä asiakirja liitteineen sellaisena kuin etusivulla mainittu versio ja lähdetiiviste sen yksilöivät
definition-provider = { $name }, joka tuottaa { -service(number: "other", case: "nominative") }
definition-customer = { $name }, joka vastaanottaa { -service(number: "other", case: "nominative") }
definition-party = { -provider } tai { -customer }
definition-service = kukin kohdassa { $scope } luetelluista palveluista
definition-service-level = { -service(case: "genitive") } mitattava ominaisuus yhdessä sen arvon kanssa, jonka { -provider } takaa sille kohdassa { $levels }
definition-service-credit = määrä, jolla { -provider } hyvittää { -customer(case: "partitive") } kohdan { $credits } mukaisesti, kun { -service-level } alittuu
definition-bonus = määrä, jonka { -customer } maksaa { -provider(case: "allative") } kohdan { $credits } mukaisesti, kun { -service-level } ylittyy
definition-service-hours = aika, jona { -service } on käytettävissä kohdan { $hours } mukaisesti
definition-measurement-period = jakso, jolta { -service-level } mitataan ja ratkaistaan; se alkaa ja päättyy keskiyöllä aikavyöhykkeellä { $zone }
definition-downtime = aika, joka kohdan { $measurement } mukaan mitattaessa heikentää { -service-level(case: "partitive") }
definition-excluded-time = aika, joka jätetään mittauksen ulkopuolelle kohdan { $exclusions } mukaisesti
definition-maintenance = { -service(case: "genitive") } huoltotyö, josta on ilmoitettu ja joka tehdään kohdan { $exclusions } rajoissa
definition-working-day = päivä, johon sisältyy kyseisessä kohdassa nimettyä aikaa tai, jollei siinä nimetä aikaa, { -service-hours(case: "partitive") }; jos { -working-day(number: "other", case: "genitive") } määräaika ei ala tällaisena aikana, se alkaa, kun tällainen aika seuraavan kerran alkaa, ja määräaika päättyy samaan kellonaikaan, johon se alkoi, tai, jollei se ole tällaista aikaa, kun tällainen aika seuraavan kerran alkaa
definition-ticket = { $side ->
   *[provider] { -provider(case: "genitive") }
    [customer] { -customer(case: "genitive") }
    [both] sitä ylläpitävän { -party(case: "genitive") }
} palvelunhallintajärjestelmään kirjattu häiriö tai pyyntö
definition-priority = { -ticket(case: "genitive") } kiireellisyys liitteen { $priorities } mukaisesti
definition-fee = kukin kohdassa { $fees } nimetyistä maksuista
