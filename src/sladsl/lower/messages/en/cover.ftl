# The cover, the furniture of the pages, parties, approvals and signatures.

kind = { $kind ->
   *[sla] Service Level Agreement
    [ola] Operational Level Agreement
    [uc] Underpinning Contract
    [report] Service report
}
level = { $level ->
   *[corporate] corporate level
    [customer] customer level
    [service] service level
}
role-provider = Provider
role-customer = Customer
edition = { $edition ->
   *[external] Edition for the parties
    [internal] Internal edition
}
edition-internal-notice = Internal edition, not for the other party.
status = { $status ->
   *[draft] Draft
    [approval] Awaiting approval
    [approved] Approved
    [in-force] In force
    [expired] Expired
    [terminated] Terminated
}
fact-effective = Effective
fact-until = Until
fact-open-ended = Until terminated
fact-renewal = Renewal
fact-notice = Notice of termination
fact-under = Issued under
fact-law = Governing law
fact-version = Version
fact-dated = Dated
fact-edition = Edition
fact-digest = Source digest
digest-explained = The digest ({ $algorithm }) identifies to the letter the sources from which this document was made; those that concern both Parties are attached to it.
contents = Contents
schedule = Schedule
note = Note
worked-example = Worked example
skip-to-text = Skip to the text

section-parties = Parties
parties-two = This { -agreement } is made between the { -provider } and the { -customer } named below.
parties-units = This { -agreement } is made inside one organisation, between the units named below as { -provider } and { -customer }.
parties-everybody = This { -agreement } binds the { -provider } towards every customer with whom it makes an agreement under it.
party-name = Name
party-registered = Business ID
party-address = Address
party-country = Country
party-unit = Unit
party-part-of = Part of
party-contact = Contact
party-signatory = Signatory

section-approvals = Approvals
approvals-intro = This { -agreement } may be signed once each of the following has approved it.
column-party = Party
column-unit = Unit
column-approval = Approval
approval-state = { $state ->
   *[pending] Pending
    [given] Given
    [refused] Refused
}

section-signatures = Signatures
signatures-intro = The { -party(number: "other") } have signed this { -agreement } on the dates below. It may be signed in counterparts and electronically.
signature-line = Signature
signature-name = Name
signature-title = Title
signature-place-date = Place and date

kind-of-level = { $kind }, { level }
renewal-each = { $length } at a time
edition-internal-contains = It shows { $parts }.
edition-internal-part = { $part ->
   *[sources] where the sources say each clause
    [queries] the queries of the measurements
    [supports] the supporting agreements
    [proofs] how far these prove the promises
}
