"""Official languages of the bound States, ISO 639-1: what an order is written in where nobody said otherwise.

Source: Regulation (EU) 2023/1543, Art. 9(4): an official language of the Member State where the addressee is. States
accept more by declaration (Art. 27); that is data which an installation brings.
"""

OFFICIAL: dict[str, tuple[str, ...]] = {
    "AT": ("de",), "BE": ("nl", "fr", "de"), "BG": ("bg",), "CY": ("el",), "CZ": ("cs",), "DE": ("de",), "EE": ("et",),
    "ES": ("es",), "FI": ("fi", "sv"), "FR": ("fr",), "GR": ("el",), "HR": ("hr",), "HU": ("hu",), "IE": ("en", "ga"),
    "IT": ("it",), "LT": ("lt",), "LU": ("fr", "de"), "LV": ("lv",), "MT": ("mt", "en"), "NL": ("nl",), "PL": ("pl",),
    "PT": ("pt",), "RO": ("ro",), "SE": ("sv",), "SI": ("sl",), "SK": ("sk",),
}  # fmt: skip
"""By ISO 3166-1 alpha-2."""
