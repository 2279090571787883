"""Seals found in pictures."""

import numpy as np
import pytest
import zxingcpp
from tests.rooms.documents.seals.seal_authority import visa_seal

from tournai.documents.seals.barcodes import find_barcodes


def picture(data: bytes, symbology: zxingcpp.BarcodeFormat) -> np.ndarray:
    code = np.asarray(zxingcpp.create_barcode(data, symbology).to_image(scale=4))
    page = np.full((600, 800), 235, dtype=np.uint8)
    page[100 : 100 + code.shape[0], 300 : 300 + code.shape[1]] = code // 2 + 60
    return page


@pytest.mark.parametrize("name", ["DataMatrix", "QRCode", "Aztec"])
@pytest.mark.parametrize("turns", range(4))
def test_seal_is_found_in_a_page_however_it_is_turned(name: str, turns: int) -> None:
    page = np.rot90(picture(visa_seal(), getattr(zxingcpp.BarcodeFormat, name)), turns)

    assert find_barcodes(page) == (visa_seal(),)


def test_page_without_a_code_has_none() -> None:
    assert find_barcodes(np.full((300, 300), 200, dtype=np.uint8)) == ()


def test_other_symbologies_are_left_out() -> None:
    assert find_barcodes(picture(b"1234567", zxingcpp.BarcodeFormat.Code128)) == ()
