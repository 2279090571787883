"""The offences for which travel data may be used: a closed list.

Source: Directive (EU) 2016/681, Art. 3(8) and 3(9) and Annex II; Directive (EU) 2017/541, Art. 3 to 12, which took the
place of the instrument that Art. 3(8) names (its Art. 27).
"""

import msgspec

from tournai.errors import Refused
from tournai.values.purposes import Purpose
from tournai.values.wordings import say

RULE = "PNR-01"

MINIMUM_PENALTY_YEARS = 3
"""An offence of Annex II counts where national law allows a custodial sentence or detention order of at least so long
a maximum (Directive (EU) 2016/681, Art. 3(9))."""

TERRORISM = "terrorism"


class UnknownOffence(Refused):
    """An offence that stands in neither list: travel data may not be used for it."""


class Offence(msgspec.Struct, frozen=True, gc=False):
    """An offence that opens travel data. ``minimum_penalty_years`` bounds the maximum that national law must allow."""

    identifier: str
    title: str
    source: str
    minimum_penalty_years: int | None = MINIMUM_PENALTY_YEARS

    @property
    def purpose(self) -> Purpose:
        """The purpose that the offence belongs to."""
        return Purpose.TERRORISM if self.identifier == TERRORISM else Purpose.SERIOUS_CRIME


ANNEX_II = (
    ("criminal-organisation", "participation in a criminal organisation"),
    ("human-trafficking", "trafficking in human beings"),
    ("child-sexual-exploitation", "sexual exploitation of children and child pornography"),
    ("drugs", "illicit trafficking in narcotic drugs and psychotropic substances"),
    ("weapons", "illicit trafficking in weapons, munitions and explosives"),
    ("corruption", "corruption"),
    ("fraud", "fraud, including that against the financial interests of the Union"),
    ("laundering", "laundering of the proceeds of crime and counterfeiting of currency, including the euro"),
    ("cybercrime", "computer-related crime/cybercrime"),
    ("environment", ("environmental crime, including illicit trafficking in endangered animal species and in "
                     "endangered plant species and varieties")),
    ("unauthorised-entry", "facilitation of unauthorised entry and residence"),
    ("murder", "murder, grievous bodily injury"),
    ("organs", "illicit trade in human organs and tissue"),
    ("kidnapping", "kidnapping, illegal restraint and hostage-taking"),
    ("armed-robbery", "organised and armed robbery"),
    ("cultural-goods", "illicit trafficking in cultural goods, including antiques and works of art"),
    ("product-piracy", "counterfeiting and piracy of products"),
    ("document-forgery", "forgery of administrative documents and trafficking therein"),
    ("hormones", "illicit trafficking in hormonal substances and other growth promoters"),
    ("nuclear", "illicit trafficking in nuclear or radioactive materials"),
    ("rape", "rape"),
    ("international-crimes", "crimes within the jurisdiction of the International Criminal Court"),
    ("aircraft-seizure", "unlawful seizure of aircraft/ships"),
    ("sabotage", "sabotage"),
    ("stolen-vehicles", "trafficking in stolen vehicles"),
    ("industrial-espionage", "industrial espionage"),
)  # fmt: skip
"""The 26 offences of Annex II, in its order, with the identifiers that this program gives them."""

_TERRORIST = Offence(TERRORISM, "terrorist offences", "Directive (EU) 2017/541, Art. 3 to 12", None)

OFFENCES = {TERRORISM: _TERRORIST} | {
    identifier: Offence(identifier, title, f"Directive (EU) 2016/681, Annex II, point {point}")
    for point, (identifier, title) in enumerate(ANNEX_II, 1)
}
"""Every offence by its identifier: 1 + 26."""


def offence_of(identifier: str) -> Offence:
    """Return the offence of that identifier.

    Raises:
        UnknownOffence: It is none of `OFFENCES`.
    """
    found = OFFENCES.get(identifier)
    if found is None:
        message = say(
            "travel data may be used only for terrorism and the {count} offences of Annex II: name one",
            count=len(ANNEX_II),
        )
        raise UnknownOffence(message, rule=RULE)
    return found
