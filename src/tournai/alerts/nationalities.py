"""States as lists name them: codes, names, adjectives of nationality, and names in French.

`tournai.values.state_code` knows codes and names; here are the adjectives and the French names beside. A word that fits
two states (Congolese, Korean) is none.
"""

import re
import unicodedata
from functools import cache

from babel import Locale

from tournai.values import StateCode, state_code

ADJECTIVES = {
    "afgan": "AFG", "albanian": "ALB", "american": "USA", "angolan": "AGO", "argentine": "ARG", "argentinian": "ARG",
    "armenian": "ARM", "australian": "AUS", "austrian": "AUT", "azerbaijani": "AZE", "bangladeshi": "BGD",
    "belarusian": "BLR", "belizean": "BLZ", "beninese": "BEN", "bolivian": "BOL", "bosnian": "BIH", "brazilian": "BRA",
    "bulgarian": "BGR", "burkinabe": "BFA", "burmese": "MMR", "burundian": "BDI", "cambodian": "KHM",
    "cameroonian": "CMR", "canadian": "CAN", "central african": "CAF", "chadian": "TCD", "chilean": "CHL",
    "chinese": "CHN", "colombian": "COL", "comorian": "COM", "costa rican": "CRI", "croatian": "HRV", "cuban": "CUB",
    "cypriot": "CYP", "czech": "CZE", "danish": "DNK", "djiboutian": "DJI", "drc": "COD", "ecuadorian": "ECU",
    "emirati": "ARE", "eritrean": "ERI", "estonian": "EST", "filipino": "PHL", "finnish": "FIN", "gabonese": "GAB",
    "gambian": "GMB", "georgian": "GEO", "ghanaian": "GHA", "greek": "GRC", "guatemalan": "GTM", "guyanese": "GUY",
    "haitian": "HTI", "honduran": "HND", "hungarian": "HUN", "icelandic": "ISL", "indian": "IND", "irish": "IRL",
    "israeli": "ISR", "italian": "ITA", "ivorian": "CIV", "jamaican": "JAM", "japanese": "JPN", "kazakh": "KAZ",
    "kazakhstani": "KAZ", "kenyan": "KEN", "kosovar": "RKS", "kyrgyz": "KGZ", "lao": "LAO", "latvian": "LVA",
    "liberian": "LBR", "lithuanian": "LTU", "luxembourgish": "LUX", "macedonian": "MKD", "malagasy": "MDG",
    "malawian": "MWI", "malaysian": "MYS", "maldivian": "MDV", "malian": "MLI", "maltese": "MLT", "mauritanian": "MRT",
    "mauritian": "MUS", "mexican": "MEX", "moldovan": "MDA", "mongolian": "MNG", "montenegrin": "MNE",
    "mozambican": "MOZ", "namibian": "NAM", "nepalese": "NPL", "nicaraguan": "NIC", "nigerian": "NGA",
    "north korean": "PRK", "norwegian": "NOR", "omani": "OMN", "panamanian": "PAN", "paraguayan": "PRY",
    "peruvian": "PER", "philippine": "PHL", "polish": "POL", "portuguese": "PRT", "qatari": "QAT", "qatarian": "QAT",
    "romanian": "ROU", "rwandan": "RWA", "salvadoran": "SLV", "senegalese": "SEN", "serbian": "SRB",
    "sierra leonean": "SLE", "singaporean": "SGP", "slovak": "SVK", "slovenian": "SVN", "south african": "ZAF",
    "south korean": "KOR", "south sudanese": "SSD", "spanish": "ESP", "sri lankan": "LKA", "surinamese": "SUR",
    "swedish": "SWE", "swiss": "CHE", "taiwanese": "TWN", "tajik": "TJK", "tajikistani": "TJK", "tanzanian": "TZA",
    "thai": "THA", "togolese": "TGO", "trinidadian": "TTO", "turkmen": "TKM", "ugandan": "UGA", "ukrainian": "UKR",
    "uruguayan": "URY", "uzbek": "UZB", "venezuelan": "VEN", "vietnamese": "VNM", "zambian": "ZMB",
    "zimbabwean": "ZWE",
}  # fmt: skip
"""Adjectives of nationality that `tournai.values.places` does not know, in lower case."""

FRENCH_SPELLINGS = {
    "BIRMANIE": "MMR", "BOSNIE": "BIH", "COREE DU NORD": "PRK", "COREE DU SUD": "KOR", "CONGO": "COG", "EX-URSS": None,
    "GRANDE-BRETAGNE": "GBR", "MACEDOINE": "MKD", "PALESTINE": "PSE", "REPUBLIQUE DEMOCRATIQUE DU CONGO": "COD",
    "REPUBLIQUE CENTRAFRICAINE": "CAF", "REPUBLIQUE TCHEQUE": "CZE", "RDC": "COD", "SYRIE": "SYR",
    "TERRITOIRES PALESTINIENS": "PSE", "ETATS-UNIS D'AMERIQUE": "USA", "URSS": None,
}  # fmt: skip
"""French names of states that Unicode's table spells otherwise; ``None``: no state of today."""

AFTER_ADJECTIVE = re.compile(r"\s*(?:citizenship|nationality|national|citizen|passport)s?$", re.IGNORECASE)
REMARK = re.compile(r"\s*\([^()]*\)$")


def named_state(text: str) -> StateCode | None:
    """Return the state that a code, name or adjective names, in English; ``None`` where it is not known.

    >>> named_state("Malian"), named_state("Kuwaiti citizenship"), named_state("Swedish (since 2001)")
    ('MLI', 'KWT', 'SWE')
    """
    readings = (text, REMARK.sub("", text), AFTER_ADJECTIVE.sub("", REMARK.sub("", text)))
    found = (state_code(words) or ADJECTIVES.get(words.strip().lower()) for words in dict.fromkeys(readings))
    return next((StateCode(state) for state in found if state), None)


def french_state(text: str) -> StateCode | None:
    """Return the state that a French name names; ``None`` where it is not known.

    >>> french_state("CORÉE DU NORD"), french_state("Russie"), french_state("ex-URSS")
    ('PRK', 'RUS', None)
    """
    word = _plain(text)
    if word in FRENCH_SPELLINGS:
        found = FRENCH_SPELLINGS[word]
        return StateCode(found) if found else None
    return _french_names().get(word)


@cache
def _french_names() -> dict[str, StateCode]:
    names = Locale("fr").territories.items()
    return {_plain(name): state for code, name in names if len(code) == 2 and (state := state_code(code))}


def _plain(text: str) -> str:
    """Return a name in upper case, without accents, its apostrophes alike and white space single."""
    letters = unicodedata.normalize("NFKD", text.replace("’", "'").upper())
    return " ".join("".join(char for char in letters if not unicodedata.combining(char)).split())
