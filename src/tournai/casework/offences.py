"""The offences for which travel data may be used: terrorist offences, and the serious crimes of Annex II.

Source: Directive (EU) 2016/681, Art. 1(2), 3(8), 3(9) and Annex II; Directive (EU) 2017/541, Art. 3 to 12; C-817/19 (an
objective link, even indirect, with the carriage of passengers by air). Rules PNR-01, PNR-34.
"""

from enum import Enum

import msgspec

from tournai.errors import Refused
from tournai.values.purposes import Purpose

LEAST_PENALTY_YEARS = 3
"""The maximum penalty under national law that makes an Annex II offence a serious crime: Art. 3(9)."""
MAXIMUM_TEXT = 1000


class Offence(Enum):
    """An offence of Directive (EU) 2017/541, or one of the 26 of Annex II, in the order of the Annex."""

    TERRORIST_OFFENCE = "terrorist offence"
    """Art. 3 to 12 of Directive (EU) 2017/541; no least penalty."""
    CRIMINAL_ORGANISATION = "participation in a criminal organisation"
    TRAFFICKING_IN_HUMAN_BEINGS = "trafficking in human beings"
    SEXUAL_EXPLOITATION_OF_CHILDREN = "sexual exploitation of children"
    DRUGS = "illicit trafficking in drugs"
    WEAPONS = "illicit trafficking in weapons"
    CORRUPTION = "corruption"
    FRAUD = "fraud"
    LAUNDERING = "laundering and counterfeiting of currency"
    COMPUTER_CRIME = "computer-related crime"
    ENVIRONMENTAL_CRIME = "environmental crime"
    FACILITATION_OF_ENTRY = "facilitation of unauthorised entry and residence"
    MURDER = "murder, grievous bodily injury"
    HUMAN_ORGANS = "illicit trade in human organs and tissue"
    KIDNAPPING = "kidnapping, illegal restraint and hostage-taking"
    ROBBERY = "organised and armed robbery"
    CULTURAL_GOODS = "illicit trafficking in cultural goods"
    PIRACY_OF_PRODUCTS = "counterfeiting and piracy of products"
    FORGERY_OF_DOCUMENTS = "forgery of administrative documents"
    HORMONAL_SUBSTANCES = "illicit trafficking in hormonal substances"
    NUCLEAR_MATERIALS = "illicit trafficking in nuclear or radioactive materials"
    RAPE = "rape"
    INTERNATIONAL_CRIMES = "crimes within the jurisdiction of the International Criminal Court"
    SEIZURE_OF_AIRCRAFT = "unlawful seizure of aircraft or ships"
    SABOTAGE = "sabotage"
    STOLEN_VEHICLES = "trafficking in stolen vehicles"
    INDUSTRIAL_ESPIONAGE = "industrial espionage"

    @property
    def purpose(self) -> Purpose:
        """The purpose that the offence belongs to."""
        return Purpose.TERRORISM if self is Offence.TERRORIST_OFFENCE else Purpose.SERIOUS_CRIME


class OffenceGround(msgspec.Struct, frozen=True):
    """The offence that an act is about: its national provision, highest penalty in years, and link to air travel."""

    offence: Offence
    provision: str
    penalty_years: int
    air_link: str


def check_offence(ground: OffenceGround, purpose: Purpose) -> None:
    """Return when the offence permits the use of travel data for the purpose.

    Raises:
        Refused: Another purpose, too low a penalty, or no provision or link to air travel. Rule PNR-01.
    """
    if ground.offence.purpose is not purpose:
        raise Refused(f"'{ground.offence.value}' is not an offence of the purpose {purpose.value}", rule="PNR-01")
    if purpose is Purpose.SERIOUS_CRIME and ground.penalty_years < LEAST_PENALTY_YEARS:
        message = f"a serious crime has a maximum penalty of at least {LEAST_PENALTY_YEARS} years"
        raise Refused(message, rule="PNR-01")
    for what, text in (("national provision", ground.provision), ("link with carriage by air", ground.air_link)):
        if not text.strip() or len(text) > MAXIMUM_TEXT:
            raise Refused(f"state the {what}, in at most {MAXIMUM_TEXT} characters", rule="PNR-01")
