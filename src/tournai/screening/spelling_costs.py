"""What it costs, in bits, that one grapheme stands for another in two spellings of a name; fitted, then frozen.

Written by ``benchmarks/fit/spelling_costs.py`` from attested Latin spellings of Arabic names (Wikidata, CC0; Algerian
Name Transcription Corpus, CC0; DziriNames, MIT); habits of other scripts are stated there. A cost of 3 bits: among
equal names, the two stand for one another an eighth as often as each stands for itself.
"""

from collections.abc import Mapping
from types import MappingProxyType

COSTS_VERSION = "2026-11-d"

UNLIKE = 8.0
"""Two graphemes that no habit exchanges: a slip of the hand."""

EXCHANGED = 6.0
"""Two neighbours in the other order."""

SWAPS: Mapping[float, str] = MappingProxyType({
    0.75: "AI-EI EI-EY I-EE J-DJ OU-OO ",
    1: "A-AA A-AE A-AH AU-AW AY-EI CH-TCH E-EH F-PH I-Y J-ZH K-CK O-OE O-U SH-SCH TS-TZ U-OO U-UE ",
    1.25: "AI-AY CH-SH Q-QU U-OU ",
    1.5: "AH-EH AI-AE CH-TJ D-DH E-IE EE-IE EY-IE I-IE K-QU OE-EU OU-OE T-TH TJ-TCH V-W W-OU ",
    1.75: "EE-EI O-OU TCH-SCH TJ-SCH X-SCH ",
    2: "A-E A-EH AY-EY C-CH C-K CH-SCH E-EY EI-IE G-GH G-J K-Q OU-AU OU-AW TZ-SCH TZ-TCH TZ-TJ U-W X-TCH X-TJ "
    "X-TZ Z-TS Z-TZ ZH-SCH ",
    2.25: "C-S E-I EE-AI O-OO ",
    2.5: "AI-EY C-TS CH-KH E-EE F-V G-DJ I-AI I-J J-Y Q-GH TS-SCH Z-ZH ",
    2.75: "AE-AA EY-EU H-EH I-EI TS-TJ X-TS ",
    3: "AI-IE C-TCH E-EU E-U EE-EU EU-AU G-Q G-ZH H-KH I-EY J-IE O-AU S-SH S-Z SH-TCH U-EU Z-DH ",
    3.25: "EE-EY EU-IE UE-EU V-AW W-AW ",
    3.5: "CK-QU D-T G-K H-CH K-GH K-KH OO-EU TH-DH ",
    3.75: "AI-AA C-Q EY-AU EY-OE H-AH ",
    4: "A-U AE-EU B-P DJ-DH EE-AE EE-AU EE-OE GH-QU IE-AU OE-AU R-GH S-TH SH-ZH TS-TCH Y-IE ",
    4.25: "A-O C-CK E-EI EE-AA EE-UE EI-EU EU-AA EU-EH EY-UE G-QU O-AW OE-IE OE-UE OO-AU OO-EY OU-EU OU-UE Q-CK "
    "UE-AU X-SH ",
    4.5: "AA-EH E-AI E-O EE-EH EI-AA EY-AE OO-EE OO-IE OO-OE UE-IE V-PH ",
    4.75: "A-UE AE-AU AY-EU C-QU EU-AW I-AY OO-UE V-OU ",
    5: "AA-AU AE-IE AE-OE AI-EU AY-AE EI-AU EU-SCH EY-AA W-EU X-CH Y-EU ",
    5.25: "A-I AE-UE AY-AA CH-CK CH-TZ DJ-ZH EH-AU EI-OE EU-TCH EU-TJ EY-EH IE-AA OE-AA OE-EH OO-AE TZ-EU X-EU ",
    5.5: "EE-AW EE-AY EI-AE EI-UE EY-AW IE-EH OE-AW OO-AA OO-EI PH-EU PH-SCH SH-TJ SH-TZ UE-AA UE-EH Y-EY ",
    5.75: "AI-AU AI-EH AY-AU AY-OE CH-TS CK-EU CK-SCH EU-AH IE-AW KH-CK O-EU OO-EH PH-TCH PH-TJ W-AU W-EE W-EY W-OE "
    "X-PH Z-SCH Z-TCH ",
    6: "AI-OE AU-SCH AU-TCH AY-IE AY-UE C-J CK-TCH CK-TJ EE-SCH EI-EH EY-SCH EY-TCH EY-TJ GH-DJ J-AY OE-SCH "
    "OO-AW PH-TZ Q-DJ SH-TS TS-EU TZ-CK U-AU UE-AW W-IE X-CK X-EY X-Z Y-AU Y-EE Y-OE Z-TJ ",
})  # fmt: skip
"""Bits, and the pairs of graphemes that cost them; every other pair costs `UNLIKE`."""

GAPS: Mapping[str, tuple[float, float, float]] = MappingProxyType({
    "A": (4.5, 4, 8), "B": (8, 7.5, 8), "C": (8, 8, 8), "D": (8, 8, 7.75), "E": (3.75, 2, 2), "F": (8, 7.25, 8),
    "G": (7.75, 6.5, 8), "H": (7.75, 5, 7.75), "I": (3.5, 4.5, 5.75), "J": (8, 8, 8), "K": (8, 7.5, 8),
    "L": (8, 3.5, 8), "M": (8, 8, 8), "N": (8, 7.25, 8), "O": (8, 2.75, 7.5), "P": (5.5, 5, 8), "Q": (8, 7, 7.25),
    "R": (8, 7, 8), "S": (8, 8, 8), "T": (8, 8, 8), "U": (6, 1.25, 6.75), "V": (8, 3, 8), "W": (5.75, 2.25, 6.5),
    "X": (5.5, 5.5, 5.5), "Y": (5.5, 1, 4.75), "Z": (8, 7, 8), "CH": (8, 8, 8), "SH": (7, 8, 8), "KH": (7.25, 8, 8),
    "GH": (8, 6.25, 8), "DJ": (8, 5.25, 8), "ZH": (8, 8, 8), "TH": (8, 8, 8), "DH": (8, 5.25, 8), "PH": (6, 6, 6),
    "TS": (6.75, 6.75, 6.75), "TZ": (5.75, 5.75, 5.75), "CK": (6.5, 6.5, 6.5), "QU": (7.5, 7.5, 7.5),
    "OU": (6.75, 4.5, 8), "OO": (4.25, 1, 4.25), "EE": (2.75, 1, 3.5), "AI": (7.25, 3.75, 6.5), "AY": (7, 1.75, 6.75),
    "EI": (5.75, 2.75, 5.25), "EY": (3.25, 1, 1.25), "AE": (5.25, 1, 5.25), "OE": (3.5, 1, 3.5), "UE": (4, 1, 4),
    "EU": (1.5, 1, 1.5), "IE": (3.75, 1, 3.75), "AA": (4.75, 2.5, 5.75), "AH": (8, 6.25, 7.25), "EH": (6.25, 3.75, 4),
    "AU": (3.5, 1, 3.5), "AW": (6.75, 3.5, 6.75), "TJ": (5.5, 1.75, 5.5), "TCH": (5.25, 5.25, 5.25),
    "SCH": (5, 1.25, 5),
})  # fmt: skip
"""What a grapheme costs that only one spelling has: as its first, between, as its last."""
