"""Who issues, validates and signs: rules PRV-02, PRV-03, PRV-04 and PRV-22.

Source: Regulation (EU) 2023/1543, Art. 4 and 9(1); C-746/18 (a prosecutor who leads the inquiry cannot authorise
access to traffic data). PRV-03 asks for two persons only where Art. 4 asks for validation: a judge issues alone.
"""

from collections.abc import Iterable
from datetime import timedelta

from tournai.providers.orders.categories import DataCategory
from tournai.providers.orders.order import Form, Instrument
from tournai.providers.orders.parties import AuthorityType
from tournai.providers.orders.signing import Signature, SigningPart
from tournai.providers.rules.findings import Bite, Dossier
from tournai.providers.rules.roles import needs_validation, who_may_issue
from tournai.values.wordings import listed, say

EX_POST = timedelta(hours=48)
"""By when validation that follows must be there: Art. 4(5)."""


def check_issuer(dossier: Dossier) -> Iterable[Bite]:
    """PRV-02: the issuer may order this alone, or somebody validates who may."""
    form = dossier.order.form
    row = who_may_issue(form)
    if form.instrument is Instrument.NATIONAL and _leads_and_asks_traffic(dossier):
        yield Bite(
            "issuing.type", "a prosecutor who leads the inquiry cannot authorise traffic or content data (C-746/18)"
        )
        return
    if not needs_validation(form):
        return
    if form.validating is None:
        if not form.emergency_without_validation:
            yield Bite(
                "validating",
                say(
                    "a {issuer} may order {categories} only with validation by: {validators}",
                    issuer=say(_words(form.issuing.type)),
                    categories=_categories(form),
                    validators=listed(sorted(_words(one) for one in row.validators)),
                ),
            )
    elif form.validating.type not in row.validators:
        yield Bite(
            "validating.type",
            say(
                "a {validator} cannot validate an order for {categories}",
                validator=say(_words(form.validating.type)),
                categories=_categories(form),
            ),
        )


def check_two_persons(dossier: Dossier) -> Iterable[Bite]:
    """PRV-03: where validation is asked for, two persons sign the same content; else the issuer alone does."""
    form = dossier.order.form
    validating = form.validating
    if validating is not None and _same(form.issuing.representative, validating.representative):
        yield Bite("validating.representative", "whoever issues an order cannot validate it: a second person must")
    if dossier.signatures is None:
        return
    valid = [one for one in dossier.signatures if one.content_hash == dossier.content_hash]
    issued = _signed_as(valid, SigningPart.ISSUING)
    validated = _signed_as(valid, SigningPart.VALIDATING)
    if not issued and not validated:
        yield Bite("signatures", "nobody signed this content")
    if validating is not None and not validated:
        yield Bite("signatures", "the validating authority did not sign this content")
    if validating is not None and needs_validation(form) and not issued:
        yield Bite("signatures", "the issuing authority did not sign this content")
    if {one.person for one in issued} & {one.person for one in validated}:
        yield Bite("signatures", "whoever issues an order cannot validate it: a second person must")
    yield from _types_differ(form, issued, validated)


def check_emergency_validation(dossier: Dossier) -> Iterable[Bite]:
    """PRV-04: validation may follow only in an emergency, for what Art. 4(5) names, and within 48 hours."""
    form = dossier.order.form
    if not form.emergency_without_validation:
        return
    if not who_may_issue(form).may_follow:
        yield Bite("emergency_without_validation", "traffic and content data are never ordered before validation")
    if not needs_validation(form):
        yield Bite("emergency_without_validation", "this issuer needs no validation: untick it")
    if not form.is_emergency:
        yield Bite("deadline.emergency_ground", "only an emergency lets validation follow: state the ground")
    if dossier.order.case_file.emergency_domestic_basis is False and _has_case_file(dossier):
        yield Bite(
            "case_file.emergency_domestic_basis", "national law must let a similar order go without prior validation"
        )
    yield from _not_validated_in_time(dossier)


def check_version(dossier: Dossier) -> Iterable[Bite]:
    """PRV-22: a signature holds for the content that it was made on, and for no later version."""
    signatures = dossier.signatures or ()
    if signatures and all(one.content_hash != dossier.content_hash for one in signatures):
        yield Bite("signatures", "the order was changed after it was signed: validate and sign the new version")


def _not_validated_in_time(dossier: Dossier) -> Iterable[Bite]:
    sent = dossier.transmitted_at
    if sent is None or dossier.withdrawn_at is not None:
        return
    if (dossier.validated_at or dossier.now) > sent + EX_POST:
        yield Bite(
            "emergency_without_validation",
            "not validated within 48 hours: withdraw the order, delete the data received or restrict its use",
        )


def _leads_and_asks_traffic(dossier: Dossier) -> bool:
    form = dossier.order.form
    is_alone = form.validating is None or not form.validating.type.is_judicial
    is_prosecutor = form.issuing.type is AuthorityType.PUBLIC_PROSECUTOR
    return form.is_intrusive and is_prosecutor and is_alone and dossier.order.case_file.prosecutor_leads_inquiry


def _types_differ(form: Form, issued: list[Signature], validated: list[Signature]) -> Iterable[Bite]:
    if any(one.authority is not form.issuing.type for one in issued):
        yield Bite("signatures", "the issuing authority's signature is of another kind of authority than the form says")
    if form.validating and any(one.authority is not form.validating.type for one in validated):
        yield Bite(
            "signatures", "the validating authority's signature is of another kind of authority than the form says"
        )


def _signed_as(signatures: Iterable[Signature], part: SigningPart) -> list[Signature]:
    return [one for one in signatures if one.part is part]


def _same(first: str, second: str) -> bool:
    return bool(first.strip()) and " ".join(first.split()).casefold() == " ".join(second.split()).casefold()


def _has_case_file(dossier: Dossier) -> bool:
    return dossier.audience.shows_case_file


def _categories(form: Form) -> str:
    asked = form.categories or frozenset(DataCategory)
    return listed(sorted(one.value.replace("_", " ") for one in asked))


def _words(kind: AuthorityType) -> str:
    return kind.value.replace("_", " ")
