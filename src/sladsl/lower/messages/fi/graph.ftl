# Kuva siitä, mikä on minkäkin varassa: vyöhykkeet, viivat, kortit, osoittimen viereen tuleva teksti ja sivu kuvan ympärillä.

graph-title = Mikä on minkäkin varassa
graph-title-of = { $house }: mikä on minkäkin varassa
graph-agreements = { $count ->
    [one] { $number } sopimus
   *[other] { $number } sopimusta
}
graph-services = { $count ->
    [one] { $number } palvelu
   *[other] { $number } palvelua
}
graph-description = { $things }. { $show ->
   *[all] Ylinnä ovat asiakassopimukset, niiden alla luvatut palvelut ja se, mitä ne tarvitsevat, ja alinna sopimukset, jotka kannattelevat niitä.
    [agreements] Ylinnä ovat asiakassopimukset, niiden alla ne, joihin ne nojaavat.
    [services] Ylempänä oleva tarvitsee alempana olevaa.
}
graph-band = { $band ->
   *[promised] SLA:t
    [services] Palvelut
    [inside] OLA:t
    [suppliers] Alihankinta
}
graph-band-note = { $band ->
   *[promised] luvattu asiakkaille
    [services] ja mitä ne tarvitsevat
    [inside] luvattu talon sisällä
    [suppliers] toimittajien lupaukset
}
graph-line = { $kind ->
   *[promises] lupaa
    [needs] tarvitsee
    [under] kuuluu tasoon
    [relies] nojaa
    [cyclic] kulkee kehässä
    [open] lupaa, mutta lupausta ei ole todistettu
    [broken] lupaa, mutta perusta ei riitä
}
graph-nothing = ei piirrettävää

graph-caption = { $kind ->
   *[sla] SLA
    [ola] OLA
    [uc] UC
}
graph-caption-level = { $level ->
   *[corporate] yleinen
    [customer] asiakaskohtainen
    [service] palvelukohtainen
} { graph-caption }
graph-for = asiakas: { $customer }
graph-for-every = kaikille asiakkaille
graph-by = toimittaja: { $provider }
graph-between = { $provider }, asiakas: { $customer }
graph-each-service = kukin palvelu { $promise }
graph-each = kukin palvelu
graph-choice = { $count } / { $all }

graph-tip-agreement = { $caption } { $name }: { $title }
graph-tip-service = palvelu { $name }: { $title }
graph-tip-owner = omistaja: { $owner }
graph-tip-line = { $source } { $kind ->
   *[promises] lupaa palvelusta
    [needs] tarvitsee:
    [under] kuuluu tasoon
    [relies] nojaa sopimukseen
} { $target }
graph-tip-through = { $source } nojaa sopimukseen { $target } palvelun { $service } vuoksi
graph-tip-acts = joka hoitaa: { $priorities }
graph-tip-choice = { $name } tarvitsee vähintään { $count } näistä: { $services }
graph-tip-choice-independent = { $name } tarvitsee vähintään { $count } näistä, jotka vikaantuvat toisistaan riippumatta: { $services }
graph-tip-of-these = { $name } tarvitsee vähintään { $count } näistä

graph-told-share = { $share } kaikista ({ $cases })
graph-told-period = { $period ->
   *[day] päivässä
    [week] viikossa
    [month] kuukaudessa
    [quarter] vuosineljänneksessä
    [year] vuodessa
    [billing-month] laskutuskuukaudessa
    [rolling-days] liukuvina päivinä
    [trailing-days] edeltävinä päivinä
}
graph-told-during = aikana { $calendar }
graph-and-more = ja vielä { $number }
graph-names-and-more = { $names } ja vielä { $number }
graph-stack = { $number } { $kind ->
   *[sla] sopimusta
    [ola] OLA-sopimusta
    [uc] alihankintasopimusta
    [service] palvelua
    [choice] vaihtoehtoa
}
graph-range = { $low } – { $high }
graph-various = eri arvoja
graph-times = { $number } kertaa: { $label }

graph-proofs = Todentaminen
graph-no-proofs = Mikään lupaus käytettävyydestä tai ajasta ei nojaa tässä toiseen sopimukseen.
graph-back = takaisin kuvaan
graph-proof-kept = pitää, { $margin }
graph-proof-unchosen = { $told }, jos palvelun { $service } tueksi on tarkoitettu { $agreements }
graph-proof-broken = ei pidä: { $promises }
graph-proof-open = ei todistettu: { $promises }
graph-proof-tip = { $promise }: { $told }
graph-proof-of = { $promise }, palvelu { $service }
graph-proof-told = { $state }; { $used } / { $allowed }, { $slack } ({ $period })
graph-proof-told-time = { $state }; pahimmassa tapauksessa { $spare }
graph-proof-used = { $state ->
   *[kept] { $share } käytetty
    [open] enintään { $share } käytetty
}
graph-proof-lets = sallii katkoa { $time }, mikä on { $share } siitä, minkä { $promise } sallii
graph-proof-budget = { $share } sallitusta
graph-proof-budget-most = enintään { $share } sallitusta
