"""Origins of names, as the evaluation tells them apart: where names are formed and romanised alike.

An origin serves one purpose: to see whether one group of travellers bears more misses or more false matches than
another. It is a property of synthetic cases, never of a traveller; no score knows it.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping

from tournai.screening.evaluation.tables import Stranger

MAGHREB = "Maghreb"
LEVANT = "Egypt, Levant, Iraq"
GULF = "Gulf, Yemen"
HORN = "Horn of Africa, Sudan"
PERSIAN = "Iran, Afghanistan, Pakistan"
RUSSIAN = "Russia and neighbours"
BALKAN = "Balkans"
TURKISH = "Turkey"
AFRICAN = "Africa south of the Sahara"
ASIAN = "East and South-East Asia"
IBERIAN = "Iberia, Latin America"
NORDIC = "German-speaking and Nordic"
WEST_SLAVIC = "Poland, Czechia, Slovakia"
WESTERN = "western Europe, North America"
TWO_DOTS = "Turkey or German-speaking"
UNSURE: Mapping[str, str] = {WESTERN: WESTERN, TWO_DOTS: NORDIC}
"""What the letters leave open -> the origin where the votes leave it open too."""

OTHER = "other"

ORIGINS: Mapping[str, tuple[str, ...]] = {
    MAGHREB: ("DZA", "MAR", "TUN", "LBY", "MRT"),
    LEVANT: ("EGY", "IRQ", "SYR", "LBN", "JOR", "PSE"),
    GULF: ("SAU", "YEM", "ARE", "KWT", "QAT", "BHR", "OMN"),
    HORN: ("SOM", "SDN", "DJI", "COM", "ERI", "ETH"),
    PERSIAN: ("IRN", "AFG", "PAK"),
    RUSSIAN: ("RUS", "UKR", "BLR", "MDA", "KAZ", "UZB", "TJK", "KGZ", "GEO", "ARM", "AZE"),
    BALKAN: ("SRB", "BIH", "MKD", "MNE", "HRV", "ALB", "RKS", "SVN", "BGR"),
    TURKISH: ("TUR",),
    AFRICAN: (
        "COD", "RWA", "MLI", "SSD", "UGA", "CAF", "GNB", "KEN", "NGA", "ZAF", "ZWE", "BDI", "CIV", "LBR", "TZA", "SEN",
        "CMR", "TCD", "NER", "GIN", "COG", "MOZ", "GMB", "BFA",
    ),
    ASIAN: ("PRK", "MMR", "CHN", "IDN", "PHL", "KOR", "THA", "MYS", "SGP", "VNM", "TWN", "HKG", "JPN", "LAO", "KHM"),
    IBERIAN: ("MEX", "COL", "VEN", "NIC", "GTM", "SLV", "HND", "CUB", "BRA", "PER", "ECU", "ARG", "ESP", "PRT", "PRY"),
    NORDIC: ("DEU", "AUT", "CHE", "DNK", "SWE", "NOR", "FIN"),
    WEST_SLAVIC: ("POL", "CZE", "SVK"),
    WESTERN: ("USA", "GBR", "FRA", "CAN", "BEL", "NLD", "IRL", "AUS", "ITA"),
}  # fmt: skip
"""Origin -> the states whose names count to it."""

ORIGIN_OF: Mapping[str, str] = {state: origin for origin, states in ORIGINS.items() for state in states}

LETTERS: tuple[tuple[str, str], ...] = (
    ("ğşıİ", TURKISH), ("łżźśąęńćő", WEST_SLAVIC), ("čřžšěůťďňľĺŕ", WEST_SLAVIC), ("đ", BALKAN), ("ãõñ", IBERIAN),
    ("åøæäß", NORDIC), ("öü", TWO_DOTS), ("áíóúçâêô", IBERIAN),
)  # fmt: skip
"""Letters -> the origin that a name with one of them counts to; the first that fits."""

SHARE_OF_VOTES = 0.4
"""A name without such letters counts to the origin that at least this share of its parts' other bearers count to."""

FEWEST_VOTES = 3


def origin_of(state: str | None) -> str:
    """Return the origin of names of a state."""
    return ORIGIN_OF.get(state or "", OTHER)


def is_latin(text: str) -> bool:
    """Whether a text's letters are all Latin."""
    return all(not char.isalpha() or unicodedata.name(char, "").startswith("LATIN") for char in text)


def origins_of_strangers(strangers: tuple[Stranger, ...]) -> tuple[str, ...]:
    """Return each stranger's origin by the letters of the name; the nationality of these records says nothing of it."""
    marked = [_by_letters(" ".join((*one.given, one.surname))) for one in strangers]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for one, origin in zip(strangers, marked, strict=True):
        for part in (*one.given, one.surname):
            votes[part][origin] += 1
    return tuple(
        origin if origin not in UNSURE else _by_votes([votes[part] for part in (*one.given, one.surname)], origin)
        for one, origin in zip(strangers, marked, strict=True)
    )


def _by_letters(name: str) -> str:
    lowered = name.lower()
    return next((origin for letters, origin in LETTERS if any(letter in lowered for letter in letters)), WESTERN)


def _by_votes(parts: list[Counter[str]], unsure: str) -> str:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part)
    cast = sum(total.values())
    best = sorted((-count, origin) for origin, count in total.items() if origin not in UNSURE)[:1]
    return next((o for count, o in best if -count >= max(FEWEST_VOTES, SHARE_OF_VOTES * cast)), UNSURE[unsure])
