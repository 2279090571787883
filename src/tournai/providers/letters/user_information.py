"""The letter that informs a person that data was produced, with the remedies there are.

Source: Regulation (EU) 2023/1543, Art. 13(1), 13(3) and 18; rules PRV-17, EEV-25. The sentences are said in the
reader's language by whoever prints them. The letter names no one but the person's own order: not the offence, not the
provider's correspondence, nothing of section M.
"""

from datetime import date

import msgspec

from tournai.errors import Refused
from tournai.providers.orders.order import Form, Instrument
from tournai.values.wordings import Wording, listed, say


class Remedies(msgspec.Struct, frozen=True, kw_only=True):
    """What a person may do under national law: before which court, within how many days, by which provision."""

    court: str
    days: int | None
    provision: str


class Letter(msgspec.Struct, frozen=True):
    """A letter: its subject and its paragraphs, each a sentence to be said in the reader's language."""

    subject: Wording
    paragraphs: tuple[Wording, ...]


def inform_user(form: Form, remedies: Remedies, received_on: date) -> Letter:
    """Return the letter to the person whose data was produced.

    Raises:
        Refused: It is no production order (PRV-17), or no court is named (EEV-25).
    """
    if form.instrument is not Instrument.EPOC:
        raise Refused("only a production of data is told to the person", rule="PRV-17")
    if not remedies.court.strip() or not remedies.provision.strip():
        raise Refused(
            "the letter names the court and the provision by which its reader may seek a remedy", rule="EEV-25"
        )
    categories = listed(sorted(one.value.replace("_", " ") for one in form.categories))
    provider = form.addressee.provider or form.addressee.name
    return Letter(
        say("Information on the production of your data: case {case}", case=form.case_id),
        (
            say(
                "By a European Production Order, {authority} obtained data about you from {provider} on {day}.",
                authority=form.issuing.name,
                provider=provider,
                day=received_on.isoformat(),
            ),
            say("The data is of these categories: {categories}.", categories=categories),
            say(
                "You have the right to an effective remedy against this order: you may challenge its lawfulness, "
                "its necessity and its proportionality before a court (Regulation (EU) 2023/1543, Art. 18)."
            ),
            _remedy(remedies),
            say(
                "If you are a suspect or an accused person, you may use this right during the criminal proceedings in "
                "which the data is used."
            ),
            say(
                "You may also exercise your rights under Regulation (EU) 2016/679 and Directive (EU) 2016/680, and "
                "complain to the data protection authority."
            ),
            say(
                "You reach us at: {contact}.",
                contact=", ".join(text for text in (form.issuing.address, form.issuing.email) if text),
            ),
        ),
    )


def _remedy(remedies: Remedies) -> Wording:
    if remedies.days is None:
        return say("The court is {court}; provision: {provision}.", court=remedies.court, provision=remedies.provision)
    return say(
        "The court is {court}; provision: {provision}. Apply within {days} days from this letter.",
        court=remedies.court,
        provision=remedies.provision,
        days=remedies.days,
    )
