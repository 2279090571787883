"""Letters of other alphabets as a travel document's machine-readable zone prints them.

Source: ICAO Doc 9303-3, 8th edition (2021), section 6, A (national Latin characters) and B (Cyrillic). Where the table
allows two spellings (``Ä`` as AE or A), the first stands here and the names' phonetic form makes them equal. Scripts
that are not listed are left to `anyascii`; part C (Arabic) writes a code for each letter that no record spells.
"""

import unicodedata
from types import MappingProxyType

from anyascii import anyascii

LATIN = MappingProxyType({
    "Ä": "AE", "Å": "AA", "Æ": "AE", "Ð": "D", "Ö": "OE", "Ø": "OE", "Ü": "UE", "Þ": "TH", "ß": "SS", "ẞ": "SS",
    "Ñ": "N", "Đ": "D", "Ħ": "H", "İ": "I", "ı": "I", "Ĳ": "IJ", "ĸ": "Q", "Ŀ": "L", "Ł": "L", "Ŋ": "N", "Œ": "OE",
    "Ŧ": "T",
})  # fmt: skip
"""Section 6.A: only the characters that do not simply lose their mark."""

CYRILLIC = MappingProxyType({
    "А": "A", "Б": "B", "В": "V", "Г": "G", "Д": "D", "Е": "E", "Ё": "E", "Ж": "ZH", "З": "Z", "И": "I", "І": "I",
    "Й": "I", "К": "K", "Л": "L", "М": "M", "Н": "N", "О": "O", "П": "P", "Р": "R", "С": "S", "Т": "T", "У": "U",
    "Ф": "F", "Х": "KH", "Ц": "TS", "Ч": "CH", "Ш": "SH", "Щ": "SHCH", "Ы": "Y", "Ъ": "IE", "Ь": "", "Э": "E",
    "Ю": "IU", "Я": "IA", "Ѵ": "Y", "Ґ": "G", "Ў": "U", "Ѫ": "U", "Ѓ": "G", "Ђ": "D", "Ѕ": "DZ", "Ј": "J", "Ќ": "K",
    "Љ": "LJ", "Њ": "NJ", "Һ": "C", "Џ": "DZ", "Є": "IE", "Ї": "I", "Ћ": "C",
})  # fmt: skip
"""Section 6.B."""

_TABLE = str.maketrans({**LATIN, **CYRILLIC})


def transliterate(text: str) -> str:
    """Return the text in upper-case ASCII; what is neither a letter nor a digit stays as it is or becomes ASCII.

    >>> transliterate("Jørgen Müller-Weiß"), transliterate("Щербакова")
    ('JOERGEN MUELLER-WEISS', 'SHCHERBAKOVA')
    """
    if text.isascii():
        return text.upper()
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).upper())
    written = composed.translate(_TABLE)
    if written.isascii():
        return written
    bare = "".join(char for char in unicodedata.normalize("NFD", written) if not unicodedata.combining(char))
    return anyascii(bare).upper()
