# Kaavat, ehdot ja laskutavat sanoin.

formula-plus = { $left } plus { $right }
formula-minus = { $left } miinus { $right }
formula-times = { $left } kertaa { $right }
formula-divided = { $left } jaettuna luvulla { $right }
condition-and = { $left } ja { $right }
condition-or = { $left } tai { $right }
condition-not = ei pidä paikkaansa, että { $condition }
condition-holds = { $signal } pitää paikkansa
condition-compared = { $left } on { bound-words }
measure-count-where = { $metric } on niiden tapahtumien määrä { -measurement-period(case: "adessive") }, joissa { $condition }.
measure-time-in-state = { $metric } on se { -measurement-period(case: "genitive") } kokonaisaika, jona { -service } { $state ->
   *[down] ei toimi
    [up] toimii
}.
measure-computed = { $metric } on { $formula }, kukin laskettuna koko { -measurement-period(case: "elative") }.
measure-records = { $metric } otetaan { -provider(case: "genitive") } tallenteista.
counting-attributed-event = { -ticket } kuuluu siihen { -measurement-period(case: "illative") }, jonka aikana { $moment }.
counting-pause-state = Ajanlasku on keskeytyneenä, kun { -ticket } on merkitty tilaan ”{ $state }”.
counting-pause-condition = Ajanlasku on keskeytyneenä, kun { $condition }.
counting-from-monitoring = Tiedot saadaan { $side ->
   *[provider] { -provider(case: "genitive") }
    [customer] { -customer(case: "genitive") }
} valvontajärjestelmästä liitteen { $schedule } mukaisesti.
counting-from-tickets = Tiedot saadaan { $side ->
   *[provider] { -provider(case: "genitive") }
    [customer] { -customer(case: "genitive") }
} palvelunhallintajärjestelmään kirjatuista ajoista liitteen { $schedule } mukaisesti.
counting-from-other = Tiedot saadaan lähteestä ”{ $origin }” liitteen { $schedule } mukaisesti.
counting-intro = Kukin mittari lasketaan seuraavasti, tarkoin luvuin ja välillä pyöristämättä.
measure-is = { $metric } on { $formula }.
measure-count-intervals = { $metric } on niiden { CASE($interval, "genitive") } osajaksojen määrä { -measurement-period(case: "adessive") }, joissa { $condition }.
measure-mean-score = { $metric } on kaikkien { -measurement-period(case: "genitive") } tapahtumien pisteiden keskiarvo. Tapahtuman pisteet antaa ensimmäinen siihen soveltuva seuraavista virkkeistä.
measure-score = Tapahtuma saa arvon { $score }, kun { $condition }.
measure-score-otherwise = Kaikki muut tapahtumat saavat arvon { $score }.

switch-undeployed = { $undeployed ->
   *[up] Aika ennen osan käyttöönottoa luetaan ajaksi, jona se toimi.
    [removed] Aika ennen osan käyttöönottoa jätetään mittauksen ulkopuolelle.
}
