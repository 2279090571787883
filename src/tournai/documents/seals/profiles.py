"""What each kind of visible digital seal holds: its features by tag, how they are coded and whether they must be there.

Source: ICAO Doc 9303-7, 8th edition (2021), 9.1.2 (visa), Doc 9303-8, Appendix (emergency travel document); BSI
TR-03137-1, chapters 5 to 10 (arrival attestation, social insurance card, residence permit, stickers).
"""

from enum import Enum

import msgspec


class Coding(Enum):
    """How the bytes of a feature are to be read."""

    C40 = "C40"
    UTF_8 = "UTF-8"
    NUMBER = "number"
    DURATION = "days, months, years"
    BINARY = "binary"
    ZONE_TD2 = "two lines of 36"
    ZONE_MRV_A = "44 characters, then 28"
    ZONE_MRV_B = "36 characters, then 28"


ZONE_LINES = {Coding.ZONE_TD2: (36, 36), Coding.ZONE_MRV_A: (44, 28), Coding.ZONE_MRV_B: (36, 28)}
"""How many characters of each line a zone's coding keeps; what a visa leaves out is optional data."""

ZONE_WIDTH = {Coding.ZONE_TD2: 36, Coding.ZONE_MRV_A: 44, Coding.ZONE_MRV_B: 36}


class FeatureRule(msgspec.Struct, frozen=True):
    """One feature of a kind of seal. ``lengths``: the least and the most bytes that it takes."""

    tag: int
    name: str
    coding: Coding
    lengths: tuple[int, int]
    is_required: bool = True


class Profile(msgspec.Struct, frozen=True):
    """A kind of seal; ``one_of``: tags of which one at least must be there."""

    name: str
    features: tuple[FeatureRule, ...]
    one_of: tuple[int, ...] = ()

    def rule(self, tag: int) -> FeatureRule | None:
        """Return the rule of a tag, or ``None`` for one that the kind does not know."""
        return next((rule for rule in self.features if rule.tag == tag), None)


_ZONE = FeatureRule(2, "mrz", Coding.ZONE_TD2, (48, 48))
_STICKER = (
    FeatureRule(1, "document_number", Coding.C40, (6, 6)),
    FeatureRule(2, "official_municipality_code", Coding.C40, (6, 6)),
)
_ADDRESS = FeatureRule(3, "residential_address", Coding.C40, (6, 18))

# (feature definition, document type) -> kind
PROFILES: dict[tuple[int, int], Profile] = {
    (0x5D, 0x01): Profile(
        "visa",
        (
            FeatureRule(1, "mrz", Coding.ZONE_MRV_A, (48, 48), is_required=False),
            FeatureRule(2, "mrz", Coding.ZONE_MRV_B, (44, 44), is_required=False),
            FeatureRule(3, "number_of_entries", Coding.NUMBER, (1, 1), is_required=False),
            FeatureRule(4, "duration_of_stay", Coding.DURATION, (3, 3)),
            FeatureRule(5, "passport_number", Coding.C40, (6, 6)),
            FeatureRule(6, "visa_type", Coding.BINARY, (1, 4), is_required=False),
            FeatureRule(7, "additional_feature", Coding.BINARY, (0, 254), is_required=False),
        ),
        one_of=(1, 2),
    ),
    (0x5E, 0x03): Profile("emergency_travel_document", (_ZONE,)),
    (0xFD, 0x02): Profile("arrival_attestation", (_ZONE, FeatureRule(3, "azr_number", Coding.C40, (8, 8)))),
    (0xFC, 0x04): Profile(
        "social_insurance_card",
        (
            FeatureRule(1, "social_insurance_number", Coding.C40, (8, 8)),
            FeatureRule(2, "surname", Coding.UTF_8, (1, 90)),
            FeatureRule(3, "first_name", Coding.UTF_8, (1, 90)),
            FeatureRule(4, "name_at_birth", Coding.UTF_8, (1, 90), is_required=False),
        ),
    ),
    (0xFB, 0x06): Profile("residence_permit", (_ZONE, FeatureRule(3, "passport_number", Coding.C40, (6, 6)))),
    (0xFA, 0x06): Profile(
        "supplementary_sheet",
        (
            FeatureRule(4, "mrz", Coding.ZONE_TD2, (48, 48)),
            FeatureRule(5, "sheet_number", Coding.C40, (6, 6)),
        ),
    ),
    (0xF9, 0x08): Profile("address_sticker_identity_card", (*_STICKER, _ADDRESS)),
    (0xF9, 0x0C): Profile("address_sticker_residence_permit", (*_STICKER, _ADDRESS)),
    (0xF8, 0x0A): Profile("residence_sticker_passport", (*_STICKER, FeatureRule(3, "postal_code", Coding.C40, (4, 4)))),
}
