# Kansi, sivujen vakiotekstit, osapuolet, hyväksynnät ja allekirjoitukset.

kind = { $kind ->
   *[sla] Palvelutasosopimus
    [ola] Sisäinen palvelutasosopimus
    [uc] Alihankintasopimus
    [report] Palvelutasoraportti
}
level = { $level ->
   *[corporate] yleinen taso
    [customer] asiakaskohtainen taso
    [service] palvelukohtainen taso
}
role-provider = Palveluntarjoaja
role-customer = Asiakas
edition = { $edition ->
   *[external] Osapuolten kappale
    [internal] Sisäinen kappale
}
edition-internal-notice = Sisäinen kappale, jota ei luovuteta toiselle osapuolelle.
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
fact-under = Ylempi sopimus
fact-law = Sovellettava laki
fact-version = Versio
fact-dated = Päivätty
fact-edition = Kappale
fact-digest = Lähdetiiviste
digest-explained = Tiiviste ({ $algorithm }) yksilöi kirjaimelleen lähteet, joista tämä asiakirja on tehty; molempia Osapuolia koskevat lähteet ovat sen liitteinä.
contents = Sisällys
schedule = Liite
note = Huomautus
worked-example = Laskuesimerkki
skip-to-text = Siirry tekstiin

section-parties = Osapuolet
parties-two = Tämän { -agreement(case: "genitive") } osapuolet ovat jäljempänä nimetyt { -provider } ja { -customer }.
parties-units = Tämä { -agreement } on tehty saman organisaation sisällä jäljempänä nimettyjen yksiköiden välillä; niiden roolit ovat { -provider } ja { -customer }.
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
column-approval = Hyväksyntä
approval-state = { $state ->
   *[pending] Odottaa
    [given] Annettu
    [refused] Evätty
}

section-signatures = Allekirjoitukset
signatures-intro = { -party(number: "other") } ovat allekirjoittaneet tämän { -agreement(case: "genitive") } alla mainittuina päivinä. Sen voi allekirjoittaa erillisin kappalein ja sähköisesti.
signature-line = Allekirjoitus
signature-name = Nimenselvennys
signature-title = Asema
signature-place-date = Paikka ja aika

kind-of-level = { $kind }, { level }
renewal-each = { $length } kerrallaan
edition-internal-contains = Siitä ilmenevät { $parts }.
edition-internal-part = { $part ->
   *[sources] kunkin kohdan paikka lähteissä
    [queries] mittausten kyselyt
    [supports] tukevat sopimukset
    [proofs] se, pitävätkö lupaukset niiden varassa
}
