"""Checks that whoever makes a promise is the one who owes its credits: in the levels, and in the texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import PartyUse
from sladsl.model.values import Words
from sladsl.rules.facts import Joined, OneOf, first_of_each
from sladsl.rules.index import Index
from sladsl.rules.money.paying_words import Debt, Said, borne_by, said
from sladsl.rules.say import headline
from sladsl.source import Span

_ROLES = {
    "provider": "provider",
    "{provider}": "provider",
    "the provider": "provider",
    "the service provider": "provider",
    "the vendor": "provider",
    "palveluntarjoaja": "provider",
    "toimittaja": "provider",
    "customer": "customer",
    "{customer}": "customer",
    "the customer": "customer",
    "the client": "customer",
    "asiakas": "customer",
}


def facts(index: Index) -> Iterator[OneOf]:
    """One finding per inherited promise with another debtor or creditor, and one per text, whoever has it."""
    for agreement in index.agreements:
        for finding in _inherited(index, agreement):
            yield OneOf(f"agreement {agreement.key}", finding)
        for finding in (*_texts(agreement), *_fees(agreement)):
            span = finding.labels[0].span
            yield OneOf(f"text {span.source.name} {span.start}", finding)


CHECK = Joined("debtor", (OneOf,), facts, first_of_each)


# ---- levels


def _inherited(index: Index, agreement: Agreement) -> Iterator[Diagnostic]:
    """The first promise with money that a level above made for another party."""
    for key, guarantee in agreement.inherited:
        maker = index.house.agreements.get(key)
        if maker is None or not guarantee.schemes:
            continue
        for role, made, here in (
            ("provider", maker.provider, agreement.provider),
            ("customer", maker.customer, agreement.customer),
        ):
            if made is not None and here is not None and made.party.key != here.party.key:
                yield _other_party(agreement, maker, guarantee, role, made, here)
                return


def _other_party(
    agreement: Agreement, maker: Agreement, guarantee: Guarantee, role: str, made: PartyUse, here: PartyUse
) -> Diagnostic:
    scheme = guarantee.schemes[0]
    pays = "pays" if role == "provider" else "gets"
    what = "credit" if scheme is guarantee.credit else "bonus"
    if what == "bonus":
        pays = "gets" if role == "provider" else "pays"
    return Diagnostic(
        catalogue.DEBTOR,
        f"`{agreement.key}` takes over the {what} of `{guarantee.name}` from `{maker.key}`, where "
        f"`{made.party.key}` {pays} it; here the {role} is `{here.party.key}`",
        (
            Label(here.span, f"the {role} here"),
            Label(scheme.span, f"`{made.party.key}` {pays} this {what}"),
            Label(made.span, f"the {role} there"),
        ),
        ("who promised is not who owes, and neither of the two contracts says who does",),
        help=f"put `{agreement.key}` under an agreement of `{here.party.key}`, or let it promise "
        f"`{guarantee.name}` itself",
    )


# ---- texts


def _names(agreement: Agreement) -> Mapping[str, str]:
    """The words for the two parties, in lower case."""
    names = dict(_ROLES)
    provider, customer = agreement.provider, agreement.customer
    inside = provider is not None and customer is not None and provider.party.key == customer.party.key
    for role, use in (("provider", provider), ("customer", customer)):
        if use is not None:
            called = [use.title.plain(), use.key, "{" + use.key + "}"]
            if not inside:
                called += [use.party.title.plain(), use.party.key, "{" + use.party.key + "}"]
            for name in called:
                names.setdefault(" ".join(name.lower().split()), role)
    return {name: role for name, role in names.items() if name}


def _texts(agreement: Agreement) -> Iterator[Diagnostic]:
    owed = {debt: place for debt in ("credit", "bonus") if (place := _owed(agreement, debt)) is not None}
    if not owed:
        return
    texts: list[tuple[Words, str, str | None]] = [
        (clause.text, f"clause `{clause.key}`", None) for clause in agreement.clauses
    ]
    texts += [(duty.text, f"a duty of the {duty.role}", duty.role) for duty in agreement.duties]
    texts += [
        (each.text, f"what is required of the {each.role}", each.role) for each in agreement.requirements
    ]
    for words, what, subject in texts:
        if words.span is not None:
            for each in said(words.span.text, lambda: _names(agreement), subject):
                if each.debt in owed and not _agrees(each):
                    yield _contradicts(agreement, words.span, what, each, owed[each.debt], subject)
                    break


def _owed(agreement: Agreement, debt: str) -> Span | None:
    """Where an agreement first says that a credit or a bonus is owed."""
    for guarantee in agreement.promises:
        scheme = guarantee.credit if debt == "credit" else guarantee.bonus
        if scheme is not None:
            return scheme.span
    return None


def _agrees(each: Said) -> bool:
    """Credits go from the provider to the customer, and a bonus the other way."""
    return (each.who == "provider") == (each.pays == (each.debt == "credit"))


def _contradicts(
    agreement: Agreement, text: Span, what: str, each: Said, owed: Span, subject: str | None
) -> Diagnostic:
    debtor, creditor = _sides(each.debt)
    place = Span(text.source, text.start + each.start, text.start + each.end)
    verb = "pays" if each.pays else "gets"
    other = f"say `the {debtor}`" if subject is None else f"make it one of the {debtor}"
    return Diagnostic(
        catalogue.DEBTOR,
        f"{what} says that the {each.who} {verb} a {each.debt}, and in `{agreement.key}` the {debtor} owes "
        f"it to the {creditor}",
        (
            Label(place, f"the {each.who} {verb}"),
            Label(owed, f"{_who(agreement, debtor)} owes this {each.debt}"),
        ),
        ("where text and numbers differ, a court decides which of them was meant",),
        help=f"leave the sentence out: the contract says itself that the {debtor} owes the {each.debt}; or "
        f"{other}",
    )


def _sides(debt: Debt) -> tuple[str, str]:
    return ("provider", "customer") if debt == "credit" else ("customer", "provider")


def _who(agreement: Agreement, role: str) -> str:
    use = agreement.provider if role == "provider" else agreement.customer
    return f"`{use.key}`" if use is not None else f"the {role}"


# ---- fees


def _fees(agreement: Agreement) -> Iterator[Diagnostic]:
    """What the customer pays for, and its own text says that the provider bears it."""
    texts = [(fee.title, f"the fee `{fee.name}`", fee.span) for fee in agreement.fees]
    texts += [(each.text, "a surcharge", each.span) for each in agreement.surcharges]
    for words, what, span in texts:
        place = words.span
        found = borne_by(place.text, lambda: _names(agreement)) if place is not None else None
        if place is None or found is None or found.who != "provider":
            continue
        said_here = Span(place.source, place.start + found.start, place.start + found.end)
        yield Diagnostic(
            catalogue.DEBTOR,
            f"{what} of `{agreement.key}` is `{said_here.text}`, and the customer owes it to the provider",
            (Label(said_here, "says who"), Label(headline(span), "owed by the customer")),
            help="take it out where the provider bears it, or correct the text",
        )
