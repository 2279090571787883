"""Why data is used, and the article that allows it.

The purposes are a closed list: Directive (EU) 2016/681, Art. 1(2), as read in C-817/19 (rule PNR-34). Border control
and the monitoring of migration are no purposes of travel data.
"""

from enum import Enum

import msgspec


class Purpose(Enum):
    """Why a person looks at travel data."""

    TERRORISM = "terrorism"
    """The offences of Articles 3 to 12 of Directive (EU) 2017/541."""
    SERIOUS_CRIME = "serious crime"
    """The offences of Annex II of Directive (EU) 2016/681, punishable by three years or more."""
    TERRORISM_OR_SERIOUS_CRIME = "terrorism or serious crime"
    """Both, while no offence is named yet: receiving, storing and comparing travel data (its Art. 1(2))."""
    BORDER_CHECK = "border check"
    """Checking a document and its holder at a border crossing: Regulation (EU) 2016/399, Art. 8. No purpose of travel
    data: the table of permissions gives it to the checks of documents alone (rules PNR-34, API-06)."""
    CRIMINAL_OFFENCES = "criminal offences"
    """Preventing, detecting or investigating them with another state's authorities: Directive (EU) 2023/977, Art. 1.
    No purpose of travel data (rule PNR-34)."""
    OVERSIGHT = "oversight"
    """Checking that processing is lawful: Directive (EU) 2016/681, Art. 5 and 13(6)."""
    ADMINISTRATION = "administration"
    """Running the node: accounts, settings. Gives no access to personal data of travellers."""


class LegalBasis(Enum):
    """The article under which one access or act happens."""

    ASSESSMENT_BEFORE_ARRIVAL = "Directive (EU) 2016/681, Art. 6(2)(a)"
    REASONED_REQUEST = "Directive (EU) 2016/681, Art. 6(2)(b)"
    FLIGHT_SELECTION = "Directive (EU) 2016/681, Art. 2"
    INDIVIDUAL_REVIEW = "Directive (EU) 2016/681, Art. 6(5)"
    DISSEMINATION = "Directive (EU) 2016/681, Art. 6(6)"
    AUTHORITY_REGISTER = "Directive (EU) 2016/681, Art. 7(2)"
    EXCHANGE_BETWEEN_UNITS = "Directive (EU) 2016/681, Art. 9(1)"
    EUROPOL = "Directive (EU) 2016/681, Art. 10"
    THIRD_COUNTRY = "Directive (EU) 2016/681, Art. 11"
    CRITERIA = "Directive (EU) 2016/681, Art. 6(3)(b)"
    MAKING_CRITERIA = "Directive (EU) 2016/681, Art. 6(2)(c)"
    CARRIER_PUSH = "Directive (EU) 2016/681, Art. 8"
    ALERT_MANAGEMENT = "Directive (EU) 2016/681, Art. 6(3)(a)"
    BORDER_CHECK = "Regulation (EU) 2016/399, Art. 8"
    INFORMATION_EXCHANGE = "Directive (EU) 2023/977, Art. 16"
    DATA_PROTECTION_OFFICER = "Directive (EU) 2016/681, Art. 5"
    LOGGING = "Directive (EU) 2016/681, Art. 13(6)"
    SECURITY = "Directive (EU) 2016/681, Art. 13(7)"


class Reference(msgspec.Struct, frozen=True, gc=False):
    """What an access belongs to: the match, request or case that is being worked on.

    ``kind`` is ``match``, ``request``, ``case``, ``push``, ``alert source``, ``dissemination``, ``document case``,
    ``discreet check``,
    ``account`` or ``log``.
    """

    kind: str
    identifier: str
