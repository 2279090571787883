"""Whether each data group can be read as the standard lays it out.

Source: ICAO Doc 9303-10, 8th edition (2021), section 4.7.
"""

from collections.abc import Callable, Mapping

from tournai.documents.chip.archive import ChipFiles
from tournai.documents.chip.biometric_templates import read_templates
from tournai.documents.chip.faces import read_faces
from tournai.documents.chip.files import ChipFile
from tournai.documents.chip.security_infos import read_active_key, read_security_infos
from tournai.documents.chip.text_groups import (
    read_displayed_portraits,
    read_document_details,
    read_notified_persons,
    read_optional_details,
    read_personal_details,
    read_signature_images,
    read_zone,
)
from tournai.documents.verdict import Check, Defect, Step, not_done, passed, undetermined
from tournai.errors import Malformed
from tournai.values.wordings import say

READERS: Mapping[str, Callable[[ChipFile], object]] = {
    "DG1": read_zone,
    "DG2": read_faces,
    "DG3": read_templates,
    "DG4": read_templates,
    "DG5": read_displayed_portraits,
    "DG7": read_signature_images,
    "DG11": read_personal_details,
    "DG12": read_document_details,
    "DG13": read_optional_details,
    "DG14": read_security_infos,
    "DG15": read_active_key,
    "DG16": read_notified_persons,
}
"""Data group -> its reader."""

NAMED = {
    "DG6": "reserved by the standard",
    "DG8": "encoded features of the document's data",
    "DG9": "encoded features of the document's structure",
    "DG10": "encoded features of the document's substance",
}
"""Data groups whose content each issuing state lays out itself, or nobody yet."""

DIFFERENCES = {
    "picture-format": "the portrait's record says another format than the picture has",
    "picture-size": "the portrait's record says another size than the picture has",
    "record-length": "the portrait's record says another length than it has",
}


def check_forms(chip: ChipFiles) -> list[Step]:
    """Return a step for each file that has a layout: a genuine document may break it, so it never fails for that."""
    steps = [_check_form(name, file) for name, file in chip.files.items() if name in READERS]
    check = Check.DATA_GROUP_FORM
    steps += [
        not_done(check, say("known, not read: {content}", content=say(NAMED[name])), name, name)
        for name in chip.files
        if name in NAMED
    ]
    unread = [
        undetermined(check, say("cannot be read: {why}", why=why), name, name) for name, why in chip.unreadable.items()
    ]
    return [*steps, *unread]


def _check_form(name: str, file: ChipFile) -> Step:
    check = Check.DATA_GROUP_FORM
    try:
        READERS[name](file)
    except Malformed as error:
        return undetermined(check, say("cannot be read: {why}", why=error.reason), name, name)
    return passed(check, say("laid out as the standard says"), name, name)


def portrait_defects(chip: ChipFiles) -> list[Defect]:
    """Return what the record of a portrait says otherwise than its picture."""
    dg2 = chip.files.get("DG2")
    try:
        faces = read_faces(dg2) if dg2 else ()
    except Malformed:
        return []
    return [Defect(word, "DG2", DIFFERENCES[word]) for face in faces for word in face.differences]
