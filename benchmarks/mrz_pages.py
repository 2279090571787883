"""Zones read from pictures: the shared specimen pages, as they are and turned, beside two peers; drawn pages.

A page counts as perfect when every character of its zone is right. The peers' lines are also mended by the rules of
Tournai (`propose_repairs`), so that both are shown: alone, and with the same help. Their environments: README.md in
`benchmarks/peers/passporteye` and `benchmarks/peers/rapidocr`. MRZ_DRAWN=300 draws so many pages, MRZ_SEED=1 others.
"""

import json
import os
import subprocess
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random
from time import process_time

from PIL import Image

from benchmarks._zones import any_zone
from tournai.documents.mrz import propose_repairs, repaired
from tournai.documents.pages.reading import read_page
from tournai.documents.pages.recognising import Recogniser
from tournai.errors import Malformed
from tournai.simulate.zone_pages import any_wear, draw_page

NAME = "mrz-pages"
ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared/data/documents/mrz/images"
PEERS = {
    "PassportEye 2.2.2": ("passporteye", [str(ROOT / "src/tournai/documents/pages/models/tesseract_mrz") + "/"]),
    "RapidOCR 3.10.0": ("rapidocr", []),
}
TURNS = (0, 90, 180, 270, 5, -5, 10, -10)
TODAY = date(2030, 12, 1)
Lines = tuple[str, ...]


def measure() -> list[dict[str, object]]:
    rows = list(_shared_rows()) if SHARED.is_dir() else []
    return [*rows, _drawn_row(int(os.environ.get("MRZ_DRAWN", "100")), Random(int(os.environ.get("MRZ_SEED", "1"))))]


def _shared_rows() -> Iterator[dict[str, object]]:
    pages = json.loads((SHARED / "expected.json").read_text(encoding="utf-8"))
    expected = {name: tuple(page["mrz"]) for name, page in pages.items()}
    with Recogniser() as recogniser:
        for turn in TURNS:
            pictures = {name: _turned(SHARED / name, turn) for name in expected}
            yield {
                "table": "pages",
                "reader": "Tournai",
                "pages": f"shared, turned {turn}°",
                **_tournai(pictures, expected, recogniser),
            }
    for reader, (folder, arguments) in PEERS.items():
        yield {"table": "peers", "reader": reader, **_peer(folder, arguments, expected)}


def _turned(path: Path, degrees: int) -> bytes:
    if not degrees:
        return path.read_bytes()
    file = BytesIO()
    picture = Image.open(path).convert("RGB")
    way = Image.Resampling.BICUBIC
    picture.rotate(degrees, expand=True, resample=way, fillcolor=(200, 200, 200)).save(file, "PNG")
    return file.getvalue()


def _tournai(pictures: dict[str, bytes], expected: dict[str, Lines], recogniser: Recogniser) -> dict[str, object]:
    counts = dict.fromkeys(("perfect", "sure", "wrong and sure", "passes but wrong, not sure", "refused"), 0)
    seconds: list[float] = []
    for name, data in pictures.items():
        start = process_time()
        try:
            reading = read_page(data, TODAY, recogniser)
        except Malformed:
            counts["refused"] += 1
            continue
        finally:
            seconds.append(process_time() - start)
        is_right = reading.zone.lines == expected[name]
        counts["perfect"] += is_right
        counts["sure"] += reading.sure
        counts["wrong and sure"] += reading.sure and not is_right
        counts["passes but wrong, not sure"] += (
            reading.zone.passes_all_check_digits and not is_right and not reading.sure
        )
    seconds.sort()
    return {"of": len(pictures), **counts, "median CPU s": seconds[len(seconds) // 2], "most CPU s": seconds[-1]}


def _peer(folder: str, arguments: list[str], expected: dict[str, Lines]) -> dict[str, object]:
    place = ROOT / "benchmarks/peers" / folder
    python = place / ".venv/bin/python"
    if not python.exists():
        return {"absent": f"no .venv in benchmarks/peers/{folder} (see README.md there)"}
    names = "\n".join(str(SHARED / name) for name in expected)
    run = subprocess.run(
        [python, place / "read.py", *arguments], input=names, capture_output=True, text=True, check=True, timeout=900
    )
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    seconds = sorted(answer["cpu"] for answer in answers)
    alone = [_last(answer["lines"], lines) for answer, lines in zip(answers, expected.values(), strict=True)]
    helped = [repaired(lines, propose_repairs(lines)) if _is_whole(lines) else lines for lines in alone]
    return {
        "of": len(expected),
        "perfect": sum(one == two for one, two in zip(alone, expected.values(), strict=True)),
        "perfect with the same help": sum(one == two for one, two in zip(helped, expected.values(), strict=True)),
        "median CPU s": seconds[len(seconds) // 2],
        "most CPU s": seconds[-1],
    }


def _last(found: list[str], expected: Lines) -> Lines:
    """Return the last lines of the zone's width, to the peer's advantage."""
    return tuple([line for line in found if len(line) == len(expected[0])][-len(expected) :])


def _is_whole(lines: Lines) -> bool:
    return len(lines) in (2, 3) and all("".join(line.split("<")).isalnum() and line.isascii() for line in lines)


def _drawn_row(count: int, random: Random) -> dict[str, object]:
    zones = {str(number): any_zone(random) for number in range(count)}
    pictures = {number: draw_page(lines, random, any_wear(random)) for number, lines in zones.items()}
    with Recogniser() as recogniser:
        return {
            "table": "pages",
            "reader": "Tournai",
            "pages": "drawn, any wear",
            **_tournai(pictures, zones, recogniser),
        }
