"""`tournai document specimens`: the demonstration's documents, genuine and forged, written into a folder."""

from pathlib import Path

from tournai.cli.speech import tell
from tournai.simulate.documents.specimens import Forgery, Specimen, make_specimen
from tournai.values.wordings import say


def run(folder: Path) -> None:
    """Write a folder for each document and say how to check it."""
    for forgery in Forgery:
        specimen = make_specimen(forgery)
        _write(folder / forgery.value, specimen)
        told = ", ".join(sorted(check.value for check in specimen.told_by)) or "-"
        tell(say("{folder}: cannot pass: {checks}", folder=folder / forgery.value, checks=told))


def _write(folder: Path, specimen: Specimen) -> None:
    (folder / "chip").mkdir(parents=True, exist_ok=True)
    for name, data in specimen.chip.items():
        (folder / "chip" / f"{name}.bin").write_bytes(data)
    (folder / "page.jpg").write_bytes(specimen.page)
    (folder / "live.jpg").write_bytes(specimen.live)
    (folder / "csca.cer").write_bytes(specimen.csca)
    (folder / "zone.txt").write_text(f"{specimen.zone[:44]}\n{specimen.zone[44:]}\n", encoding="ascii")
    answered = specimen.response.hex() if specimen.response else ""
    (folder / "challenge.txt").write_text(f"{specimen.challenge.hex()} {answered}\n", encoding="ascii")
