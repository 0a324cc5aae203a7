# Kansi, sivujen vakiotekstit, osapuolet, hyväksynnät ja allekirjoitukset.

kind = { $kind ->
   *[sla] Palvelutasosopimus
    [ola] Sisäinen palvelutasosopimus
    [uc] Alihankintasopimus
}
level = { $level ->
   *[corporate] Yleinen taso
    [customer] Asiakaskohtainen taso
    [service] Palvelukohtainen taso
}
role-provider = Palveluntarjoaja
role-customer = Asiakas
cover-between = sopijapuolina
cover-and = ja
edition = { $edition ->
   *[external] Osapuolten kappale
    [internal] Sisäinen kappale
}
edition-internal-notice = Sisäinen kappale: sisältää marginaalit, tukevat sopimukset ja vastuun määrän. Ei luovuteta toiselle osapuolelle.
status = { $status ->
   *[draft] Luonnos
    [approval] Odottaa hyväksyntää
    [approved] Hyväksytty
    [in-force] Voimassa
    [expired] Päättynyt
    [terminated] Irtisanottu
}
fact-effective = Voimaantulo
fact-until = Päättyy
fact-open-ended = Toistaiseksi voimassa
fact-renewal = Jatkuminen
fact-notice = Irtisanomisaika
fact-services = Palvelut
fact-fee = Maksu: { $name }
fact-under = Ylempi sopimus
fact-law = Sovellettava laki
fact-version = Versio
fact-dated = Päivätty
fact-language = Tekstin kieli
fact-edition = Kappale
fact-digest = Lähdetiiviste
digest-explained = Lähdetiedostot, joista tämä asiakirja on tehty, ovat sen liitetiedostoina; tiiviste ({ $algorithm }) yksilöi ne merkilleen.
contents = Sisällys
page-of = Sivu { $page } / { $pages }
schedule = Liite
clause-word = Kohta
note = Huomautus
worked-example = Laskuesimerkki
source-line = Lähde
skip-to-text = Siirry tekstiin
in-figure = Kuva

section-parties = Osapuolet
parties-two = Tämän { -agreement(case: "genitive") } tekevät jäljempänä nimetyt { -provider } ja { -customer }.
parties-units = Tämä { -agreement } on tehty saman organisaation sisällä niiden yksiköiden välillä, jotka on jäljempänä nimetty rooleihin { -provider } ja { -customer }.
parties-everybody = Tämä { -agreement } sitoo { -provider(case: "partitive") } jokaiseen asiakkaaseen nähden, jonka kanssa sen nojalla tehdään sopimus.
party-name = Nimi
party-registered = Y-tunnus
party-address = Osoite
party-country = Maa
party-unit = Yksikkö
party-part-of = Kuuluu organisaatioon
party-contact = Yhteystieto
party-signatory = Allekirjoittaja

section-approvals = Hyväksynnät
approvals-intro = Tämän { -agreement(case: "genitive") } saa allekirjoittaa, kun kukin seuraavista on hyväksynyt sen.
column-party = Osapuoli
column-unit = Yksikkö
column-person = Henkilö
column-approval = Hyväksyntä
approval-state = { $state ->
   *[pending] Odottaa
    [given] Annettu
    [refused] Evätty
}
approval-given-on = Annettu { $date }

section-signatures = Allekirjoitukset
signatures-intro = { -party(number: "other") } ovat allekirjoittaneet tämän { -agreement(case: "genitive") } alla mainittuina päivinä. Sen voi allekirjoittaa erillisin kappalein ja sähköisesti.
signature-for = Osapuolen puolesta: { $party }
signature-line = Allekirjoitus
signature-name = Nimenselvennys
signature-title = Asema
signature-place-date = Paikka ja aika

section-schedules = Liitteet
schedules-intro = Liitteet ovat osa tätä { -agreement(case: "partitive") }. Jos liite ja sopimuskohta poikkeavat toisistaan, sopimuskohta on ratkaiseva.
