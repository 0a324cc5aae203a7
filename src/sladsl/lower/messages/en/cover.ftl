# The cover, the furniture of the pages, parties, approvals and signatures.

kind = { $kind ->
   *[sla] Service Level Agreement
    [ola] Operational Level Agreement
    [uc] Underpinning Contract
}
level = { $level ->
   *[corporate] Corporate level
    [customer] Customer level
    [service] Service level
}
role-provider = Provider
role-customer = Customer
cover-between = between
cover-and = and
edition = { $edition ->
   *[external] Edition for the parties
    [internal] Internal edition
}
edition-internal-notice = Internal edition: contains margins, supporting agreements and exposure. Not for the other party.
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
fact-services = Services
fact-fee = { $name } fee
fact-under = Issued under
fact-law = Governing law
fact-version = Version
fact-dated = Dated
fact-language = Language of this text
fact-edition = Edition
fact-digest = Source digest
digest-explained = The sources from which this document was made are attached to it; the digest ({ $algorithm }) identifies them to the letter.
contents = Contents
page-of = Page { $page } of { $pages }
schedule = Schedule
clause-word = Clause
note = Note
worked-example = Worked example
source-line = Source
skip-to-text = Skip to the text
in-figure = Figure

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
column-person = Person
column-approval = Approval
approval-state = { $state ->
   *[pending] Pending
    [given] Given
    [refused] Refused
}
approval-given-on = Given on { $date }

section-signatures = Signatures
signatures-intro = The { -party(number: "other") } have signed this { -agreement } on the dates below. It may be signed in counterparts and electronically.
signature-for = For { $party }
signature-line = Signature
signature-name = Name
signature-title = Title
signature-place-date = Place and date

section-schedules = Schedules
schedules-intro = The schedules are part of this { -agreement }. Where a schedule and a clause differ, the clause prevails.
