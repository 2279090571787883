"""Detached signatures over canonical messages, beside a second implementation of JOSE."""

from base64 import urlsafe_b64encode

import pytest
from joserfc import jws
from joserfc.jwk import OKPKey
from tests.rooms.exchange.partners.members_for_tests import PARIS, STRANGER

from tournai.errors import Unverified
from tournai.exchange.partners import sign_detached, thumbprint, verify_detached

KEYS = {thumbprint(PARIS.public): PARIS.public}
MESSAGE = b'{"kind":"request"}'
GOOD = sign_detached(MESSAGE, PARIS.public, PARIS.sign)


class TestThumbprint:
    """RFC 8037, appendix A.3."""

    def test_example_of_the_standard(self):
        public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")

        assert thumbprint(public) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


class TestEvidence:
    """RFC 7515, appendix F."""

    def test_evidence_names_the_key_that_signed(self):
        assert verify_detached(GOOD, MESSAGE, KEYS) == thumbprint(PARIS.public)

    def test_another_implementation_verifies_it(self):
        key = OKPKey.import_key(
            {"kty": "OKP", "crv": "Ed25519", "x": jws_base64(PARIS.public)},
        )

        whole = GOOD.replace("..", f".{jws_base64(MESSAGE)}.")

        assert jws.deserialize_compact(whole, key, algorithms=["Ed25519"]).payload == MESSAGE

    @pytest.mark.parametrize(
        ("evidence", "message"),
        [
            (GOOD, MESSAGE + b" "),
            (GOOD[:-2] + "AA", MESSAGE),
            (GOOD + "=", MESSAGE),
            (GOOD.replace("..", "."), MESSAGE),
            (sign_detached(MESSAGE, STRANGER.public, STRANGER.sign), MESSAGE),
            (sign_detached(MESSAGE, PARIS.public, STRANGER.sign), MESSAGE),
            ("eyJhbGciOiJub25lIn0..", MESSAGE),
            ("", MESSAGE),
            ("..é", MESSAGE),
        ],
        ids=["content", "signature", "padding", "form", "other key", "wrong key", "alg none", "nothing", "not ASCII"],
    )
    def test_what_is_altered_is_refused(self, evidence, message):
        with pytest.raises(Unverified):
            verify_detached(evidence, message, KEYS)


def jws_base64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
