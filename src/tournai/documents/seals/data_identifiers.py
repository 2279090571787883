"""The data identifiers of 2D-Doc: how long those of fixed length are, and what those on identity documents mean.

Source: ANTS, Spécifications techniques des codes à barres 2D-Doc, version 3.3, chapter 6.
"""

# Length -> the identifiers whose value always has it; the others end at a separator.
_BY_LENGTH = {
    1: "1G 1H 68 6J 76 7C 7D 7E 7F 7G 7I 7J 7O AF AG B6 BA BD C0 C5",
    2: "26 2D 34 5J 65 67 6C 6I 6Y 7H A0 A6 B5 B9 BG",
    3: "6B A5 A7 A9 BE BF",
    4: "08 09 36 37 45 53 54 56 AD AE",
    5: "24 2B 5H 6W 78 7A C9",
    6: "06 07 51",
    7: "52 AK",
    8: "1C 4A 4B 55 57 69 6L 6N 6O 75 96 AA AI AN B7 C4",
    9: "0A 0B 7L",
    10: "CB",
    11: "AL",
    12: "6R 70 71 86 C3 CC",
    13: "40 44 47 49 7K AJ",
    14: "50 BK",
    17: "85 A4",
    19: "6K",
    21: "5N",
}

FIXED_LENGTHS: dict[str, int] = {
    identifier: length for length, identifiers in _BY_LENGTH.items() for identifier in identifiers.split()
}

NAMES = {
    "08": "date_of_expiry",
    "60": "first_names",
    "61": "first_name",
    "62": "surname",
    "63": "name_in_use",
    "64": "name_of_spouse",
    "65": "document_type",
    "66": "document_number",
    "67": "nationality",
    "68": "sex",
    "69": "date_of_birth",
    "6A": "place_of_birth",
    "6B": "department_of_office",
    "6C": "country_of_birth",
    "6D": "name_of_father",
    "6E": "name_of_mother",
    "6F": "mrz",
    "6G": "name",
    "6H": "title",
    "6I": "issuing_country",
    "6J": "kind_of_foreign_document",
    "6K": "application_number",
    "6L": "date_of_application",
    "6M": "category_of_permit",
    "6N": "valid_from",
    "6O": "valid_until",
    "6P": "authorisation",
    "6Q": "foreigner_number",
    "6R": "visa_number",
    "6S": "address_line_2",
    "6T": "address_line_3",
    "6U": "address_line_4",
    "6V": "address_line_5",
    "6W": "postal_code",
    "6X": "municipality",
    "6Y": "country_of_address",
}
"""What a field of an identity document means; fields of other papers are shown by their identifier."""
