"""Run by the peer's own interpreter: read the text of each picture named on standard input, one JSON line each.

RapidOCR reads all text; what stands at one height is joined, and rows with the length of a zone's lines are taken.
"""

import json
import logging
import sys
from time import process_time

from rapidocr import RapidOCR

WIDTHS = (30, 36, 44)


def rows_of(boxes, texts):
    placed = sorted((sum(y for _, y in box) / 4, min(x for x, _ in box), abs(box[3][1] - box[0][1]), text)
                    for box, text in zip(boxes, texts, strict=True))  # fmt: skip
    rows = []
    for y, x, height, text in placed:
        if rows and abs(rows[-1][0] - y) < 0.5 * max(height, 1):
            rows[-1][1].append((x, text))
        else:
            rows.append((y, [(x, text)]))
    return ["".join(text for _, text in sorted(parts)) for _, parts in rows]


def main() -> None:
    logging.disable(logging.CRITICAL)
    engine = RapidOCR()
    for name in sys.stdin.read().splitlines():
        start = process_time()
        try:
            found = engine(name)
            rows = rows_of(found.boxes.tolist(), found.txts) if found.txts else []
        except Exception as error:  # noqa: BLE001  # a peer may fail in any way; that is a result
            rows = [type(error).__name__]
        texts = ["".join(row.upper().replace("«", "<<").split()) for row in rows]
        lines = [text for text in texts if len(text) in WIDTHS]
        print(json.dumps({"lines": lines, "cpu": process_time() - start}), flush=True)


main()
