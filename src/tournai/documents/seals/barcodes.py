"""The barcodes of a picture that can hold a seal: DataMatrix, QR and Aztec codes, with their bytes as they stand.

Source: ICAO Doc 9303-13, 8th edition (2021), section 2.1 (symbologies).
"""

import numpy as np
import numpy.typing as npt
import zxingcpp

MOST_CODES = 16

_SYMBOLOGIES = zxingcpp.barcode_formats_from_str("DataMatrix,QRCode,Aztec")


def find_barcodes(pixels: npt.NDArray[np.uint8]) -> tuple[bytes, ...]:
    """Return the bytes of each barcode found, ``MOST_CODES`` at most; codes whose own check fails are left out.

    Args:
        pixels: Shades of grey, rows by columns.
    """
    codes = zxingcpp.read_barcodes(np.ascontiguousarray(pixels), formats=_SYMBOLOGIES)
    return tuple(dict.fromkeys(code.bytes for code in codes if code.valid))[:MOST_CODES]
