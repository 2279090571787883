"""The kept corpus: for each target a JSON list of inputs, each as text of one character a byte, the shortest first.

Small and synthetic: it grew from `fuzz.seeds`. Text and not an archive, so that a reader can see what is in it.
"""

import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "corpus"
LONGEST = 2048
MOST_BYTES = 160 * 1024
"""Of one target, so that all together stay below 3 MB."""


def kept(name: str) -> list[bytes]:
    """The kept inputs of a target."""
    file = FOLDER / f"{name}.json"
    return [text.encode("latin-1") for text in json.loads(file.read_text("utf-8"))] if file.exists() else []


def keep(name: str, inputs: list[bytes]) -> int:
    """Keep the inputs of a minimised corpus, the shortest first, as far as they fit; return how many."""
    chosen: list[str] = []
    size = 0
    for data in sorted(inputs, key=lambda data: (len(data), data)):
        text = data.decode("latin-1")
        size += len(json.dumps(text)) + 2
        if len(data) <= LONGEST and size <= MOST_BYTES:
            chosen.append(text)
    FOLDER.mkdir(exist_ok=True)
    lines = ",\n".join(json.dumps(text) for text in chosen)
    (FOLDER / f"{name}.json").write_text(f"[\n{lines}\n]\n", "utf-8")
    return len(chosen)
