"""The transliterations that Doc 9303 recommends, as it prints them.

Source: ICAO Doc 9303-3, 8th edition (2021), section 6, parts A, B and C; appendix B.5.4 for the two letters of foreign
names that part C leaves out (veh, feh with three dots below).
"""

from types import MappingProxyType

LATIN = MappingProxyType({
    "Ä": ("AE", "A"), "Å": ("AA", "A"), "Æ": ("AE",), "Ð": ("D",), "Ñ": ("N", "NXX"), "Ö": ("OE", "O"), "Ø": ("OE",),
    "Ü": ("UE", "UXX", "U"), "Þ": ("TH",), "Đ": ("D",), "Ħ": ("H",), "İ": ("I",), "ı": ("I",), "Ĳ": ("IJ",),
    "Ŀ": ("L",), "Ł": ("L",), "Ŋ": ("N",), "Œ": ("OE",), "Ŧ": ("T",), "ẞ": ("SS",),
})  # fmt: skip
"""Part A: character -> its spellings, the first recommended first. All others of the part lose their mark."""

BARE = "ÀÁÂÃÇÈÉÊËÌÍÎÏÒÓÔÕÙÚÛÝĀĂĄĆĈĊČĎĒĔĖĘĚĜĞĠĢĤĨĪĬĮĴĶĹĻĽŃŅŇŌŎŐŔŖŘŚŜŞŠŢŤŨŪŬŮŰŲŴŶŸŹŻŽ"
"""Part A: the characters that become their base letter."""

CYRILLIC = MappingProxyType({
    "Ё": "E", "Ђ": "D", "Є": "IE", "Ѕ": "DZ", "І": "I", "Ї": "I", "Ј": "J", "Љ": "LJ", "Њ": "NJ", "Ќ": "K", "Ў": "U",
    "Џ": "DZ", "А": "A", "Б": "B", "В": "V", "Г": "G", "Д": "D", "Е": "E", "Ж": "ZH", "З": "Z", "И": "I", "Й": "I",
    "К": "K", "Л": "L", "М": "M", "Н": "N", "О": "O", "П": "P", "Р": "R", "С": "S", "Т": "T", "У": "U", "Ф": "F",
    "Х": "KH", "Ц": "TS", "Ч": "CH", "Ш": "SH", "Щ": "SHCH", "Ъ": "IE", "Ы": "Y", "Э": "E", "Ю": "IU", "Я": "IA",
    "Ѫ": "U", "Ѵ": "Y", "Ґ": "G", "Ғ": "G", "Һ": "C", "Ь": "", "Ћ": "C",
})  # fmt: skip
"""Part B, but for two letters that have no row there: the soft sign is left out, ``Ћ`` is C, as issuing states do."""

EXCEPTIONS = MappingProxyType({
    "be": {"Ё": "IO", "Г": "H"},
    "bg": {"Щ": "SHT"},
    "mk": {"Ќ": "KJ", "Џ": "DJ", "Х": "H", "Ц": "C", "Ғ": "GJ", "Ѓ": "GJ"},
    "sr": {"Г": "H", "Ж": "Z", "Х": "H", "Ц": "C", "Ч": "C", "Ш": "S"},
    "uk": {"Г": "H", "И": "Y"},
})  # fmt: skip
"""Part B: language (ISO 639-1) -> what it spells otherwise; ``Ѓ`` beside the ``Ғ`` that the table prints for it."""

UKRAINIAN_FIRST = MappingProxyType({"Є": "YE", "Ї": "YI", "Й": "Y", "Ю": "YU", "Я": "YA"})
"""Part B: what Ukrainian spells otherwise at the start of a name."""

ARABIC = MappingProxyType({
    "ء": "XE", "آ": "XAA", "أ": "XAE", "ؤ": "U", "إ": "I", "ئ": "XI", "ا": "A", "ب": "B", "ة": "XTA", "ت": "T",
    "ث": "XTH", "ج": "J", "ح": "XH", "خ": "XKH", "د": "D", "ذ": "XDH", "ر": "R", "ز": "Z", "س": "S", "ش": "XSH",
    "ص": "XSS", "ض": "XDZ", "ط": "XTT", "ظ": "XZZ", "ع": "E", "غ": "G", "ف": "F", "ق": "Q", "ك": "K", "ل": "L",
    "م": "M", "ن": "N", "ه": "H", "و": "W", "ى": "XAY", "ي": "Y", "ٱ": "XXA", "ٹ": "XXT", "ټ": "XRT", "پ": "P",
    "ځ": "XKE", "څ": "XXH", "چ": "XC", "ڈ": "XXD", "ډ": "XDR", "ڑ": "XXR", "ړ": "XRR", "ږ": "XRX", "ژ": "XJ",
    "ښ": "XXS", "ڤ": "V", "ڥ": "XF", "ک": "XKK", "ګ": "XXK", "ڭ": "XNG", "گ": "XGG", "ں": "XNN", "ڼ": "XXN",
    "ھ": "XDO", "ۀ": "XYH", "ہ": "XXG", "ۂ": "XGE", "ۃ": "XTG", "ی": "XYA", "ۍ": "XXY", "ې": "Y", "ے": "XYB",
    "ۓ": "XBE",
})  # fmt: skip
"""Part C: letter -> its code."""

TEH_MARBUTA, TEH_MARBUTA_AT_END = "ة", "XAH"
SHADDA = "\u0651"
"""Doubles the code of the letter before it."""

NOT_ENCODED = "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0652\u0670\u069c\u06a2\u06a7\u06a8"
"""Part C: what is not written in a zone: tatweel, short vowels, obsolete letters."""
