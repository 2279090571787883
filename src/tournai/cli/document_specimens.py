"""`tournai document specimens`: the demonstration's documents, genuine and forged, written into a folder."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tournai.cli.speech import tell
from tournai.simulate.documents.specimens import Forgery, Specimen, make_specimen
from tournai.values.wordings import say

CHIP = "chip.zip"
"""The chip's files as one archive, beside the folder of them: what a page takes."""


def run(folder: Path) -> None:
    """Write a folder for each document and say how to check it."""
    for specimen in write_specimens(folder):
        forgery = specimen.forgery
        told = ", ".join(sorted(check.value for check in specimen.told_by)) or "-"
        tell(say("{folder}: cannot pass: {checks}", folder=folder / forgery.value, checks=told))


def write_specimens(folder: Path) -> tuple[Specimen, ...]:
    """Write a folder for each document, and return them."""
    specimens = tuple(make_specimen(forgery) for forgery in Forgery)
    for specimen in specimens:
        _write(folder / specimen.forgery.value, specimen)
    return specimens


def _write(folder: Path, specimen: Specimen) -> None:
    (folder / "chip").mkdir(parents=True, exist_ok=True)
    (folder / CHIP).write_bytes(_archive(specimen.chip))
    for name, data in specimen.chip.items():
        (folder / "chip" / f"{name}.bin").write_bytes(data)
    (folder / "page.jpg").write_bytes(specimen.page)
    (folder / "live.jpg").write_bytes(specimen.live)
    (folder / "csca.cer").write_bytes(specimen.csca)
    (folder / "zone.txt").write_text(f"{specimen.zone[:44]}\n{specimen.zone[44:]}\n", encoding="ascii")
    answered = specimen.response.hex() if specimen.response else ""
    (folder / "challenge.txt").write_text(f"{specimen.challenge.hex()} {answered}\n", encoding="ascii")


def _archive(chip: Mapping[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, data in chip.items():
            archive.writestr(f"{name}.bin", data)
    return whole.getvalue()
