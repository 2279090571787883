"""An order on paper: the form of its instrument, section by section, as one audience sees it.

Source: Regulation (EU) 2023/1543, Annexes I and II; the wording is ours, shorter than the annexes'. Section M stands
only in what the enforcing authority gets; the case file is never printed.
"""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from enum import Enum
from functools import cache
from gettext import NullTranslations
from pathlib import Path

from tournai.forms import Form as Paper
from tournai.node.web.languages import read_catalogue
from tournai.node.web.order_words import TITLES, WORDS
from tournai.node.web.sentences import translate
from tournai.providers.orders import BOXES, Audience, Form, Further, Instrument, Rendering
from tournai.providers.orders.conditions import ANNEX_IV, EarlierRequest
from tournai.providers.orders.identification import Identifier, TimeRange
from tournai.providers.orders.parties import Authority, Contact, EnforcingAuthority
from tournai.providers.orders.renderings import rendered_hash
from tournai.providers.orders.signing import Signature, SigningPart
from tournai.values.wordings import say

TEMPLATE = Path(__file__).parent / "templates" / "order.typ"
Row = tuple[str, str]
Section = tuple[str, str, Iterable[Row]]
"""Its letter, its title in English, its rows: label and text, already said."""
_PRESERVATION = {"A": "A", "B": "B", "E": "C", "F": "D", "G": "E", "I": "F", "J": "G"}
"""Letters of Annex I that Annex II has too, and under which."""


def order_form(rendering: Rendering, language: str, zone: tzinfo, now: datetime) -> Paper:
    """Return the form of an order in a language; instants stand in a zone, named beside each."""
    return _Writer(rendering, language, zone).paper(now)


class _Writer:
    """Says the parts of an order in one language."""

    def __init__(self, rendering: Rendering, language: str, zone: tzinfo) -> None:
        self._rendering = rendering
        self._form = rendering.form
        self._language = language
        self._zone = zone
        self._messages = _catalogue(language)

    def paper(self, now: datetime) -> Paper:
        audience = self._said(say("Copy for: {audience}", audience=say(self._rendering.audience.value)))
        return Paper(
            title=self._said(TITLES[self._form.instrument]),
            language=self._language,
            template=_template(),
            values={
                "audience": audience,
                "sections": [
                    {"title": f"{letter} {self._said(title)}".strip(), "rows": shown}
                    for letter, title, rows in self._sections()
                    if (shown := [{"label": label, "text": text} for label, text in rows if text])
                ],
            },
            watermark="",
            footer=f"{self._form.case_id} ({self._form.version})",
            made_at=now,
        )

    def _sections(self) -> Iterable[Section]:
        for letter, title, rows in self._of_annex():
            if self._form.instrument is Instrument.EPOC_PR:
                if letter in _PRESERVATION:
                    yield _PRESERVATION[letter], title, rows
            elif self._form.instrument is Instrument.EPOC:
                yield letter, title, rows
            else:
                yield "", title, rows
        yield "", say("Signatures"), self._signatures()

    def _of_annex(self) -> Iterable[Section]:
        form = self._form
        is_preservation = form.instrument is Instrument.EPOC_PR
        data = say("Data to be preserved") if is_preservation else say("Data to be produced")
        yield "A", say("Issuing and validating authority"), self._authorities(form)
        yield "B", say("Addressee"), self._addressee(form)
        yield "C", say("Deadline"), self._deadline(form)
        yield "D", say("Earlier requests"), (row for one in form.earlier for row in self._earlier(one))
        yield "E", say("Identification of the requested data"), self._identification(form)
        yield "F", data, self._evidence(form)
        yield "G", say("Underlying conditions"), self._conditions(form)
        yield "", say("Content to be removed"), self._removal(form)
        yield "", say("Grounds of the order"), self._information(form)
        yield "H", say("Information to the user"), self._user(form)
        yield "I", say("Details of the issuing authority"), self._issuing(form)
        yield "J", say("Details of the validating authority"), self._details(form.validating)
        yield "K", say("Notified enforcing authority"), self._enforcing(form.notified)
        yield "L", say("Transfer of data"), self._transfer(form)
        yield "M", say("Further information, not for the addressee"), self._further(self._rendering.further)

    def _authorities(self, form: Form) -> Iterable[Row]:
        yield self._said("case"), f"{form.case_id}, {self._said('version')} {form.version}"
        yield self._said(say("issuing State")), form.issuing_state
        yield self._said(say("issuing authority")), f"{form.issuing.name} ({form.issuing.file_number})"
        if form.validating is not None:
            yield self._said(say("validating authority")), f"{form.validating.name} ({form.validating.file_number})"

    def _addressee(self, form: Form) -> Iterable[Row]:
        one = form.addressee
        yield self._said("addressee"), one.name
        yield self._said("type"), self._word(one.type)
        yield self._said(say("State")), one.state
        if one.is_emergency_fallback:
            yield self._said(say("addressed because the designated one did not react")), self._yes(is_yes=True)
        yield self._said("address"), one.address
        yield from self._contact(one.contact)
        yield self._said(say("file number")), one.file_number
        yield self._said(say("service provider concerned")), one.provider
        yield self._said(say("additional information")), one.other

    def _deadline(self, form: Form) -> Iterable[Row]:
        one = form.deadline
        yield self._said(say("the data must be produced")), self._word(one.choice)
        yield self._said(say("imminent threat to")), self._word(one.emergency_ground)
        yield self._said(say("reasons of the emergency")), one.emergency_reasons
        yield self._said(say("other deadlines")), one.other_deadlines
        yield self._said(say("additional information")), one.additional

    def _earlier(self, one: EarlierRequest) -> Iterable[Row]:
        days = [day.isoformat() for day in (one.issued_on, one.transmitted_on) if day]
        told = (one.authority, one.file_number, *days, one.transmitted_to, one.addressee_file_number)
        yield self._word(one.kind), ", ".join(text for text in told if text)

    def _identification(self, form: Form) -> Iterable[Row]:
        one = form.identification
        for identifier in one.identifiers:
            yield self._word(identifier.kind), self._identifier(identifier)
        yield self._said("service"), ", ".join(one.service_names)
        yield self._said(say("range of time")), self._range(one.time_range)
        yield self._said(say("additional information")), one.additional

    def _evidence(self, form: Form) -> Iterable[Row]:
        for code in form.evidence.boxes:
            box = BOXES.get(code)
            category = self._said(box.category.value.replace("_", " ")) if box else code
            told = [self._said(box.label) if box else "", form.evidence.specified.get(code, "")]
            yield f"[x] {category}", ": ".join(text for text in told if text)
        yield self._said(say("range of time")), self._range(form.evidence.identification_range)
        yield self._said(say("additional information")), form.evidence.additional

    def _conditions(self, form: Form) -> Iterable[Row]:
        one = form.conditions
        yield self._said(say("what the order concerns")), self._word(one.concerns)
        yield self._said(say("reference of the proceedings")), one.proceedings
        yield self._said(say("nature of the offence")), one.offence
        yield self._said(say("applicable statutory provision")), one.provision
        yield self._said(say("condition for traffic and content data")), "; ".join(map(self._word, one.thresholds))
        yield self._said(say("the provider is addressed as")), self._word(one.controller)
        if one.informs_controller is not None:
            yield self._said(say("the processor informs the controller")), self._yes(is_yes=one.informs_controller)
        yield self._said("justification"), one.controller_justification
        yield self._said(say("additional information")), one.other

    def _removal(self, form: Form) -> Iterable[Row]:
        one = form.removal
        if one is not None:
            yield self._said(say("exact address of the content")), "\n".join(one.urls)
            yield self._said(say("additional information")), one.location
            yield self._said(say("kind of terrorist content")), one.material
            yield self._said(say("redress for provider and recipient")), one.redress

    def _information(self, form: Form) -> Iterable[Row]:
        one = form.information
        if one is not None:
            yield self._said(say("legal basis")), one.legal_basis
            yield self._said(say("statement of reasons")), one.reasons
            yield self._said(say("what is asked for")), one.scope
            yield self._said(say("redress for provider and recipient")), one.redress

    def _user(self, form: Form) -> Iterable[Row]:
        one = form.user_information
        yield (
            self._said(say("the addressee never informs the user; the issuing authority does")),
            self._yes(is_yes=True),
        )
        yield self._said(say("informing the user is delayed")), self._yes(is_yes=one.is_delayed)
        yield self._said("ground"), "; ".join(map(self._word, one.grounds))
        yield self._said("justification"), one.justification

    def _issuing(self, form: Form) -> Iterable[Row]:
        yield from self._details(form.issuing)
        if form.emergency_without_validation:
            yield self._said(say("issued in an emergency without prior validation")), self._yes(is_yes=True)

    def _details(self, one: Authority | None) -> Iterable[Row]:
        if one is None:
            return
        yield self._said("type"), self._word(one.type)
        yield self._said(say("name of the authority")), one.name
        yield self._said(say("name of its representative")), one.representative
        yield self._said(say("post held")), one.post
        yield self._said(say("file number")), one.file_number
        yield self._said("address"), one.address
        yield self._said(say("telephone number")), one.telephone
        yield self._said(say("fax number")), one.fax
        yield self._said(say("e-mail address")), one.email
        yield self._said(say("languages spoken")), ", ".join(one.languages)
        yield from self._contact(one.contact_point)

    def _contact(self, one: Contact | None) -> Iterable[Row]:
        if one is not None:
            told = (one.name, one.address, one.telephone, one.fax, one.email)
            yield self._said(say("contact point")), ", ".join(text for text in told if text)

    def _enforcing(self, one: EnforcingAuthority | None) -> Iterable[Row]:
        if one is not None:
            told = (one.address, one.telephone, one.fax, one.email)
            yield self._said(say("enforcing authority")), f"{one.name} ({one.state})"
            yield self._said("contact"), ", ".join(text for text in told if text)

    def _transfer(self, form: Form) -> Iterable[Row]:
        yield self._said(say("authority that gets the data")), self._word(form.transfer.recipient)
        yield from self._contact(form.transfer.contact)
        yield self._said(say("format or means")), form.transfer.means

    def _further(self, one: Further | None) -> Iterable[Row]:
        if one is None or self._rendering.audience is Audience.ADDRESSEE:
            return
        yield self._said(say("grounds of necessity and proportionality")), one.necessity
        yield self._said(say("summary of the case")), one.case_summary
        named = [self._said(ANNEX_IV[number - 1]) for number in one.annex_iv if 0 < number <= len(ANNEX_IV)]
        if one.is_three_years:
            yield self._said(say("Annex IV offence, maximum of three years or more")), "; ".join(named)
        yield self._said(say("additional information")), one.additional

    def _signatures(self) -> Iterable[Row]:
        for part, label in (
            (SigningPart.ISSUING, say("issuing authority")),
            (SigningPart.VALIDATING, say("validating authority")),
        ):
            signed = [one for one in self._rendering.signatures if one.part is part]
            if signed or part is SigningPart.ISSUING:
                yield self._said(label), "; ".join(map(self._signature, signed)) or self._said(say("not signed"))
        yield self._said(say("hash of the content")), f"SHA-256 {rendered_hash(self._rendering)}"

    def _signature(self, one: Signature) -> str:
        return f"{self._word(one.authority)}, {self._moment(one.signed_at)}, {one.algorithm}"

    def _identifier(self, one: Identifier) -> str:
        port = f"{self._said('port')} {one.port}" if one.port is not None else ""
        stamp = one.timestamp.isoformat(sep=" ") if one.timestamp else ""
        return ", ".join(text for text in (one.value, port, stamp) if text)

    def _range(self, span: TimeRange | None) -> str:
        ends = (span.start, span.end) if span else ()
        return " – ".join(one.isoformat(sep=" ") if one else "…" for one in ends)

    def _moment(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%Y-%m-%d %H:%M %Z}"

    def _yes(self, *, is_yes: bool) -> str:
        return self._said("yes" if is_yes else "no")

    def _word(self, code: Enum | None) -> str:
        return self._said(WORDS[code]) if code is not None else ""

    def _said(self, sentence: str) -> str:
        return translate(sentence, self._messages)


@cache
def _catalogue(language: str) -> NullTranslations:
    return read_catalogue(language)


@cache
def _template() -> str:
    return TEMPLATE.read_text(encoding="utf-8")
