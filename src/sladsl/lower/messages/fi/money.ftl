# Määrät ja hyvitystaulukkojen rivit.

fee-named = maksu ”{ $fee }”
fee-monthly = kuukausimaksu
fee-quarterly = neljännesvuosimaksu
fee-yearly = vuosimaksu
share-of-fee-named = { $share } maksusta ”{ $fee }”
share-of-fee-monthly = { $share } kuukausimaksusta
share-of-fee-quarterly = { $share } neljännesvuosimaksusta
share-of-fee-yearly = { $share } vuosimaksusta
amount-for-each = { $amount } kustakin yksiköstä ({ $thing })
amount-for-each-ticket = { $amount } kustakin { -ticket(case: "elative") }
amount-once-per-period = { $amount }, enintään kerran jaksossa ({ $period })
tier-otherwise = kaikissa muissa tapauksissa
tier-exactly = tasan { $value }
tier-any = mikä tahansa arvo
tiers-strictest = Jos useampi rivi soveltuu, niistä sovelletaan tiukinta.
credits-of-none = Seuraavista ei ole sovittu { -service-credit(case: "partitive") }: { $promises }.
credit-for-miss = Kun palvelutaso alittuu, { -service-credit } on { $amount }.
bonus-for-met = Kun palvelutaso täyttyy, { -bonus } on { $amount }.
credit-doubled-after = { -service-credit } kaksinkertaistuu, kun { -service-level } alittuu yhtäjaksoisesti ({ $window }).
credit-back-after = { -service-credit } palautuu { -provider(case: "allative") }, kun { -service-level } sen jälkeen täyttyy yhtäjaksoisesti ({ $window }).
credit-each-cell = Se lasketaan taulukon jokaiselle riville ja sarakkeelle erikseen.
credit-minimum = { -service-credit(case: "partitive") }, joka on alle { $minimum }, ei anneta.
credit-common = Yhdistäminen ja enimmäismäärät
