"""Count what the published lists hold, without Tournai: the standard library only.

    python tests/vectors/watchlists/count.py FOLDER [FILE ...]

Prints JSON: for each list, how many persons and other subjects, names, births and passports. It was written before the
readers that it checks. What is counted, by person, white space made single, each different value once:

- names: (part, part, ...) of every name that the list gives the person, own or alias;
- births: statements of when the person was born;
- passports: numbers that the list itself calls a passport's and that hold a digit;
- passport_holders: persons of whom the list says anything under "passport" that holds a digit.

A number is ``null`` where the list's free text leaves no count that two people would agree on.
"""

import csv
import gzip
import io
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

DIGIT = re.compile(r"\d")


def main(folder, *names):
    found = {name: count(folder, name) for name in names or LISTS}
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


def count(folder, name):
    """Return the counts of one list of the folder."""
    return LISTS[name](unpacked(Path(folder) / name))


def unpacked(path):
    data = path.read_bytes()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def text(data):
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def single(words):
    return " ".join((words or "").split())


def alnum(number):
    return "".join(char for char in number.upper() if char.isalnum())


def tally(people, others):
    """Return the counts of people given as (names, births, passports), each a set; ``None`` for not countable."""
    passports = [each[2] for each in people]
    return {
        "persons": len(people),
        "others": others,
        "names": sum(len(each[0]) for each in people),
        "births": sum(len(each[1]) for each in people),
        "passports": sum(map(len, passports)) if all(isinstance(each, set) for each in passports) else None,
        "passport_holders": sum(map(bool, passports)),
    }


# --- United Nations


def count_un(data):
    root = ElementTree.fromstring(data)
    people = [(un_names(one), un_births(one), un_passports(one)) for one in root.iter("INDIVIDUAL")]
    counted = tally(people, sum(1 for _ in root.iter("ENTITY")))
    # An alias may hold several names: what the list gives is a lower bound of the names in it.
    counted["aliases"] = sum(
        len({single(alias.findtext("ALIAS_NAME")) for alias in one.iter("INDIVIDUAL_ALIAS")} - {""})
        for one in root.iter("INDIVIDUAL")
    )
    counted["names"] = None
    return counted


def un_names(one):
    parts = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
    return {tuple(single(one.findtext(part)) for part in parts)}


def un_births(one):
    own = {
        tuple(single(birth.findtext(part)) for part in ("DATE", "YEAR", "FROM_YEAR", "TO_YEAR", "NOTE"))
        for birth in one.iter("INDIVIDUAL_DATE_OF_BIRTH")
    }
    return {birth for birth in own if any(birth)}


def un_passports(one):
    found = set()
    for document in one.iter("INDIVIDUAL_DOCUMENT"):
        kind = single(document.findtext("TYPE_OF_DOCUMENT")).lower()
        number = single(document.findtext("NUMBER"))
        if re.search("passport|passeport|pasaporte", kind) and DIGIT.search(number):
            found.add(number)
    return found


# --- OFAC


def count_ofac(data):
    people, others = [], 0
    root = ElementTree.fromstring(data)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    for entry in root.iter("sdnEntry"):
        if single(entry.findtext("sdnType")).lower() != "individual":
            others += 1
            continue
        names = {(single(each.findtext("lastName")), single(each.findtext("firstName")))
                 for each in (entry, *entry.iter("aka"))}  # fmt: skip
        births = {single(each.findtext("dateOfBirth")) for each in entry.iter("dateOfBirthItem")} - {""}
        passports = {alnum(single(each.findtext("idNumber"))) for each in entry.iter("id")
                     if "passport" in single(each.findtext("idType")).lower()
                     and DIGIT.search(single(each.findtext("idNumber")))}  # fmt: skip
        people.append((names, births, passports))
    return tally(people, others)


def count_ofac_csv(data):
    rows = [row for row in csv.reader(io.StringIO(text(data), newline="")) if len(row) == 12]
    people = [row for row in rows if row[2].strip() == "individual"]
    births = [re.findall(r"(?:^|; )(?:alt\. )?DOB ([^;]+)", single(row[11]).removesuffix(".")) for row in people]
    return {"persons": len(people), "others": len(rows) - len(people), "births": sum(len(set(each)) for each in births)}


# --- European Union


def count_eu(data):
    # A person listed under two regimes stands twice, under one number.
    people, others = defaultdict(lambda: (set(), set(), set())), set()
    for _, entity in ElementTree.iterparse(io.BytesIO(data)):
        if entity.tag.rpartition("}")[2] != "sanctionEntity":
            continue
        parts = defaultdict(list)
        for child in entity:
            parts[child.tag.rpartition("}")[2]].append(child.attrib)
        if parts["subjectType"][0]["classificationCode"] != "P":
            others.add(entity.get("logicalId"))
            continue
        names, births, passports = people[entity.get("logicalId")]
        names |= {single(each.get("wholeName")).casefold() for each in parts["nameAlias"]} - {""}
        births |= {birth for each in parts["birthdate"] if (birth := eu_birth(each))}
        passports |= {
            alnum(each.get("number") or each.get("latinNumber"))
            for each in parts["identification"]
            if each["identificationTypeCode"] == "passport"
            and DIGIT.search(each.get("number") or each.get("latinNumber") or "")
        }
        entity.clear()
    return tally(list(people.values()), len(others))


def eu_birth(each):
    if each["calendarType"] != "GREGORIAN" and not each.get("birthdate"):
        return ()  # which calendar, of the moon or of the sun, the list does not say
    keys = ("birthdate", "monthOfYear", "year", "yearRangeFrom", "yearRangeTo", "circa")
    given = {key: each.get(key, "") for key in keys}
    return () if not any(given[key] for key in keys[:5]) else tuple(given.values())


def count_eu_csv(data):
    rows = list(csv.reader(io.StringIO(text(data), newline="")))
    if len(rows[0]) == 1:
        # A spreadsheet has put each line of the list into one cell.
        rows = [next(csv.reader([row[0].strip("\t ")], delimiter=";")) for row in rows if row]
    header = {}
    for place, name in enumerate(rows[0]):
        header.setdefault(name, place)
    kinds, names, births, passports = {}, defaultdict(set), defaultdict(set), defaultdict(set)
    for row in rows[1:]:
        who = row[header["Entity_logical_id"]]
        kinds[who] = row[header["Subject_type"]]
        names[who].add(single(row[header["Naal_wholename"]]).casefold())
        births[who].add(re.sub("^N/A$", "", row[header["Birt_date"]].strip()))
        number = row[header["Iden_number"]]
        if "(passport-" in number and DIGIT.search(number.partition("(")[0]):
            passports[who].add(alnum(number.partition("(")[0]))
    people = [who for who, kind in kinds.items() if kind == "P"]
    return tally([(names[who] - {""}, births[who] - {""}, passports[who]) for who in people], len(kinds) - len(people))


# --- United Kingdom


def count_uk(data):
    lines = csv.reader(io.StringIO(text(data), newline=""))
    next(lines)
    header = next(lines)
    kinds, names, births, passports = {}, defaultdict(set), defaultdict(set), defaultdict(set)
    for values in lines:
        row = dict(zip(header, map(single, values), strict=True))
        who = row["Group ID"]
        kinds[who] = row["Group Type"]
        names[who].add(single(" ".join(row[f"Name {part}"] for part in (1, 2, 3, 4, 5, 6))).casefold())
        original = row.get("Name Non-Latin Script", "")
        names[who] |= {original} - {""}
        births[who] |= {row["DOB"]} - {"", "00/00/0000"}
        stated = f"{row['Passport Details']} {row.get('Passport Number', '')}"
        passports[who] |= {stated} if DIGIT.search(stated) else set()
    people = [who for who, kind in kinds.items() if kind == "Individual"]
    counted = tally([(names[who], births[who], passports[who]) for who in people], len(kinds) - len(people))
    counted["passports"] = None
    return counted


# --- France


def count_france(data):
    people, others = [], 0
    for entry in json.loads(data)["Publications"]["PublicationDetail"]:
        values = defaultdict(list)
        for detail in entry["RegistreDetail"]:
            values[detail["TypeChamp"]] += detail["Valeur"]
        if entry["Nature"] != "Personne physique":
            others += 1
            continue
        given = " ".join(single(each["Prenom"]) for each in values["PRENOM"])
        people.append((
            {(single(entry["Nom"]), given), *((single(each["Alias"]),) for each in values["ALIAS"])},
            {(each["Jour"], each["Mois"], each["Annee"]) for each in values["DATE_DE_NAISSANCE"]},
            {alnum(each["NumeroPasseport"]) for each in values["PASSEPORT"] if DIGIT.search(each["NumeroPasseport"])},
        ))  # fmt: skip
    return tally(people, others)


# --- entities as JSON, one a line


def count_ftm(data):
    entities = [json.loads(line) for line in data.decode().splitlines() if line.strip()]
    people = []
    for entity in entities:
        if entity["schema"] == "Person":
            values = entity["properties"]
            keys = ("name", "alias", "weakAlias", "previousName")
            named = {single(each) for key in keys for each in values.get(key, [])}
            people.append((named, set(values.get("birthDate", [])), set(values.get("passportNumber", []))))
    return tally(people, len(entities) - len(people))


def count_ftm_delta(data):
    rows = [json.loads(line) for line in data.decode().splitlines() if line.strip()]
    persons = [row for row in rows if row["entity"].get("schema") == "Person"]
    return {
        "persons": len(persons),
        "deleted": sum(row["op"] == "DEL" for row in rows),
        "others": len(rows) - len(persons) - sum(row["op"] == "DEL" for row in rows),
    }


def count_senzing(data):
    people, others = [], 0
    for line in data.decode().splitlines():
        entity = json.loads(line)
        if entity["RECORD_TYPE"] != "PERSON":
            others += 1
            continue
        people.append((
            {single(each["NAME_FULL"]) for each in entity["NAMES"]},
            {each["DATE_OF_BIRTH"] for each in entity.get("DATES", []) if each.get("DATE_OF_BIRTH")},
            {each["PASSPORT_NUMBER"] for each in entity["IDENTIFIERS"] if each.get("PASSPORT_NUMBER")},
        ))  # fmt: skip
    return tally(people, others)


# --- two editions of one list


def difference(folder, older, newer, read):
    """Return the references added, withdrawn and kept, and of the kept those with another name or any other text."""
    before, after = (read(unpacked(Path(folder) / name)) for name in (older, newer))
    kept = before.keys() & after.keys()
    return {
        "added": after.keys() - before.keys(),
        "withdrawn": before.keys() - after.keys(),
        "kept": kept,
        "other_names": {each for each in kept if before[each][0] != after[each][0]},
        "other_text": {each for each in kept if before[each][1] != after[each][1]},
    }


def entries(data, tag, reference, is_person, names):
    """Return reference -> (names, all texts and attributes) of the persons among the entries of an XML list."""
    found = defaultdict(lambda: ([], []))
    root = ElementTree.fromstring(data)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    for entry in root.iter(tag):
        if is_person(entry):
            own, everything = found[single(reference(entry))]
            own.append(names(entry))
            everything += [
                single(" ".join((part.tag, part.text or "", str(sorted(part.attrib.items()))))) for part in entry.iter()
            ]
    return found


def un_entries(data):
    return entries(data, "INDIVIDUAL", lambda one: one.findtext("REFERENCE_NUMBER"), lambda _: True, un_names)


def ofac_entries(data):
    return entries(
        data,
        "sdnEntry",
        lambda one: one.findtext("uid"),
        lambda one: one.findtext("sdnType") == "Individual",
        lambda one: (single(one.findtext("lastName")), single(one.findtext("firstName"))),
    )


def eu_entries(data):
    return entries(
        data,
        "sanctionEntity",
        lambda one: one.get("euReferenceNumber"),
        lambda one: one.find("subjectType").get("classificationCode") == "P",
        lambda one: {single(each.get("wholeName")).casefold() for each in one.iter("nameAlias")},
    )


EDITIONS = (
    ("un_sc/un_consolidated_2021-03-12.xml.gz", "un_sc/un_consolidated_2024-05-15.xml.gz", un_entries),
    ("un_sc/un_consolidated_2024-05-15.xml.gz", "un_sc/un_consolidated_2026-02-27.xml.gz", un_entries),
    ("un_sc/un_consolidated_2021-03-12.xml.gz", "un_sc/un_consolidated_2026-02-27.xml.gz", un_entries),
    ("ofac/sdn_2021-03-10.xml.gz", "ofac/sdn_2024-05-07.xml.gz", ofac_entries),
    ("eu_fsf/eu_fsf_full_2021-03-02.xml.gz", "eu_fsf/eu_fsf_full_2024-05-13.xml.gz", eu_entries),
)
"""Editions of one list, an older and a newer one, and how their entries are told apart."""

LISTS = {
    "un_sc/un_consolidated_2021-03-12.xml.gz": count_un,
    "un_sc/un_consolidated_2024-05-15.xml.gz": count_un,
    "un_sc/un_consolidated_2026-02-27.xml.gz": count_un,
    "ofac/sdn_2021-03-10.xml.gz": count_ofac,
    "ofac/sdn_2024-05-07.xml.gz": count_ofac,
    "ofac/cons_nonsdn_2024-05-06.xml.gz": count_ofac,
    "ofac/csv_2021-07_sdn.csv.gz": count_ofac_csv,
    "eu_fsf/eu_fsf_full_2021-03-02.xml.gz": count_eu,
    "eu_fsf/eu_fsf_full_2024-05-13.xml.gz": count_eu,
    "eu_fsf/sample_eu_2020-04-15.xml": count_eu,
    "eu_fsf/eu_fsf_csv_short_2018.csv.gz": count_eu_csv,
    "uk_ofsi/conlist_2018-04-13.csv.gz": count_uk,
    "uk_ofsi/sample_hmt_recent_columns.csv": count_uk,
    "fr_gels/registre_national_des_gels_extrait_2025-11-21.json": count_france,
    "ftm/t1/entities.ftm.json": count_ftm,
    "ftm/t2/20240527194702-wnk/entities.delta.json": count_ftm_delta,
    "ftm/t2/20240528014702-pfh/entities.delta.json": count_ftm_delta,
    "ftm/t2/20240528074703-npf/entities.delta.json": count_ftm_delta,
    "ftm/t2/20240528134729-3iv/entities.delta.json": count_ftm_delta,
    "senzing/us_congress_senzing.json.gz": count_senzing,
}
"""The lists of the shared data set, and how each is counted."""

if __name__ == "__main__":
    main(*sys.argv[1:])
