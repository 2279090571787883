"""Letters of other alphabets as a travel document's machine-readable zone prints them.

Source: ICAO Doc 9303-3, 8th edition (2021), section 6, A (national Latin characters) and B (Cyrillic). Where the table
allows two spellings (``Ä`` as AE or A), the first stands here and the names' phonetic form makes them equal. Scripts
that are not listed are left to `anyascii`; part C (Arabic) writes a code for each letter that no record spells.
"""

import re
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

ARABIC = MappingProxyType({
    "ا": "A", "أ": "A", "إ": "I", "آ": "A", "ٱ": "A", "ب": "B", "پ": "P", "ت": "T", "ة": "A", "ث": "TH", "ج": "J",
    "چ": "CH", "ح": "H", "خ": "KH", "د": "D", "ڈ": "D", "ذ": "DH", "ر": "R", "ڑ": "R", "ز": "Z", "ژ": "ZH", "س": "S",
    "ش": "SH", "ص": "S", "ض": "D", "ط": "T", "ظ": "Z", "ع": "A", "غ": "GH", "ف": "F", "ڤ": "V", "ق": "Q", "ڨ": "G",
    "ك": "K", "ک": "K", "گ": "G", "ݣ": "G", "ل": "L", "م": "M", "ن": "N", "ں": "N", "ه": "H", "ہ": "H", "ھ": "H",
    "و": "OU", "ؤ": "OU", "ي": "I", "ی": "I", "ى": "A", "ئ": "I", "ے": "E", "ء": "", "ـ": "", "\u064e": "A",
    "\u0650": "I", "\u064f": "U", "\u0651": "", "\u0652": "", "\u064b": "", "\u064c": "", "\u064d": "",
    "\u200c": " ",
})  # fmt: skip
"""Arabic, Persian and Urdu letters as French and English records spell them; short vowels are mostly not written.

Part C of section 6 gives a code for each letter, which no passenger record uses. ALEF stays A: a table that drops it
loses how a name begins.
"""

ARABIC_LETTERS = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_ARTICLE = re.compile(r"(?<![\w])ال(?=\w{2})")
_SERVANT = re.compile(r"(?<![\w])عبد(?=ال)")

_TABLE = str.maketrans({**LATIN, **CYRILLIC, **ARABIC})


def transliterate(text: str) -> str:
    """Return the text in upper-case ASCII; what is neither a letter nor a digit stays as it is or becomes ASCII.

    >>> transliterate("Jørgen Müller-Weiß"), transliterate("Щербакова")
    ('JOERGEN MUELLER-WEISS', 'SHCHERBAKOVA')
    """
    if text.isascii():
        return text.upper()
    if ARABIC_LETTERS.search(text):
        text = _ARTICLE.sub("al ", _SERVANT.sub("abd ", unicodedata.normalize("NFKC", text)))
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).upper())
    written = composed.translate(_TABLE)
    if written.isascii():
        return written
    bare = "".join(char for char in unicodedata.normalize("NFD", written) if not unicodedata.combining(char))
    return anyascii(bare).upper()
