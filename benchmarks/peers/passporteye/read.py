"""Run by the peer's own interpreter: read the zone of each picture named on standard input, one JSON line each.

PassportEye starts the program `tesseract`; here its call goes to tesserocr with the model of zones that Tournai uses
too, so that finders and logic are compared, not models. Argument: the folder of `mrz.traineddata`.
"""

import json
import sys
from time import process_time

import numpy as np
import passporteye.mrz.image as engine
from passporteye import read_mrz
from PIL import Image
from tesserocr import OEM, PSM, PyTessBaseAPI


def main() -> None:
    api = PyTessBaseAPI(path=sys.argv[1], lang="mrz", psm=PSM.SINGLE_BLOCK, oem=OEM.LSTM_ONLY)

    def ocr(img, mrz_mode=True, extra_cmdline_params=""):
        if img is None or img.shape[-1] == 0:
            return ""
        scaled = img * 255 if img.dtype.kind == "f" else img
        api.SetImage(Image.fromarray(np.clip(scaled, 0, 255).astype(np.uint8)))
        return api.GetUTF8Text().strip()

    engine.ocr = ocr
    for name in sys.stdin.read().splitlines():
        start = process_time()
        try:
            found = read_mrz(name)
            lines = found.aux["text"].split("\n") if found else []
        except Exception as error:  # noqa: BLE001  # a peer may fail in any way; that is a result
            lines = [type(error).__name__]
        print(json.dumps({"lines": lines, "cpu": process_time() - start}), flush=True)


main()
