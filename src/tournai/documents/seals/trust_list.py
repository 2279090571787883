"""The signed list of 2D-Doc authorities: its signature checked, its certificates read from the bytes that it covers.

Of XML signatures only what this list uses is known, so that nothing else can slip in: the whole document without its
signature, exclusive canonical form, RSA.

Source: ETSI TS 119 612, version 2.1.1 (trusted lists); W3C XML Signature 1.1 and XML-Signature XPath Filter 2.0;
ETSI EN 319 132-1 (XAdES).
"""

import base64
import binascii
import hashlib
from datetime import datetime

import msgspec
from lxml import etree

from tournai.documents.tlv import MalformedTlv
from tournai.documents.trust.algorithms import Scheme, SignatureAlgorithm
from tournai.documents.trust.certificates import Certificate, MalformedCertificate, read_certificate
from tournai.documents.trust.elliptic_curves import BadSignature
from tournai.documents.trust.keys import verify
from tournai.errors import Malformed

MOST_BYTES = 4 << 20

_DS = "{http://www.w3.org/2000/09/xmldsig#}"
_TSL = "{http://uri.etsi.org/02231/v2#}"
_XADES = "{http://uri.etsi.org/01903/v1.3.2#}"
_FILTER = "{http://www.w3.org/2002/06/xmldsig-filter2}"
_EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
_ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
_FILTER_2 = "http://www.w3.org/2002/06/xmldsig-filter2"
_SIGNED_PROPERTIES = "http://uri.etsi.org/01903#SignedProperties"
_DIGESTS = {
    "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
}
_IN_FORCE = frozenset({"inaccord", "granted", "accredited", "undersupervision"})
"""The last part of a service's status while it may issue."""
_SIGNATURES = {f"http://www.w3.org/2001/04/xmldsig-more#rsa-{name}": name for name in ("sha256", "sha384", "sha512")}


class MalformedTrustList(Malformed):
    """What claims to be a trust list is none, or is signed in a way that is not known here."""


class Authority(msgspec.Struct, frozen=True):
    """An authority that issues signers' certificates: its identifier in 2D-Doc, who runs it, and its certificate."""

    identifier: str
    provider: str
    is_granted: bool
    certificate: Certificate


class TrustList(msgspec.Struct, frozen=True):
    """A list whose signature holds. ``signer`` is who made it: whether to rely on that is for who imports it."""

    operator: str
    sequence_number: int
    issued: datetime
    next_update: datetime | None
    authorities: tuple[Authority, ...]
    signer: Certificate


def read_trust_list(data: bytes) -> TrustList:
    """Return the list, read from the bytes that its signature covers.

    Raises:
        MalformedTrustList: No trust list, or a signature of another form than described above.
        BadSignature: A digest or the signature does not fit.
    """
    root = _parse(data)
    signatures = list(root.iter(f"{_DS}Signature"))
    if len(signatures) != 1 or signatures[0].getparent() is not root:
        raise MalformedTrustList("one signature right under the root was expected", code="no-signature")
    signature = signatures[0]
    signer = _read_certificate(signature, f"{_DS}KeyInfo/{_DS}X509Data/{_DS}X509Certificate")
    _check_signer(signature, signer)
    _verify_signed_info(signature, signer)
    return _read_list(_parse(_check_references(root, signature)), signer)


def _parse(data: bytes) -> etree._Element:
    if len(data) > MOST_BYTES:
        raise MalformedTrustList(f"a trust list takes at most {MOST_BYTES} bytes, here {len(data)}", code="too-long")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise MalformedTrustList("a trust list is XML", code="no-xml") from error
    if root.getroottree().docinfo.internalDTD is not None or root.tag != f"{_TSL}TrustServiceStatusList":
        raise MalformedTrustList("a TrustServiceStatusList without a document type was expected", code="other-xml")
    return root


def _canonical(element: etree._Element | etree._ElementTree) -> bytes:
    try:
        return etree.tostring(element, method="c14n", exclusive=True, with_comments=False)
    except etree.C14NError as error:
        raise MalformedTrustList("a namespace of the list is no absolute address", code="no-canonical-form") from error


def _one(element: etree._Element, path: str) -> etree._Element:
    found = element.findall(path)
    if len(found) != 1:
        name = path.rpartition("}")[2]
        raise MalformedTrustList(f"one {name} was expected, here {len(found)}", code="other-signature")
    return found[0]


def _algorithm(element: etree._Element, path: str) -> str:
    return _one(element, path).get("Algorithm", "")


def _bytes(element: etree._Element) -> bytes:
    try:
        return base64.b64decode("".join((element.text or "").split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise MalformedTrustList("a value is not in Base64", code="no-base64") from error


def _read_certificate(element: etree._Element, path: str) -> Certificate:
    try:
        return read_certificate(_bytes(_one(element, path)))
    except (MalformedCertificate, MalformedTlv) as error:
        raise MalformedTrustList("a certificate of the list cannot be read", code="no-certificate") from error


def _check_signer(signature: etree._Element, signer: Certificate) -> None:
    """Compare the certificate with the digest of it that is signed (XAdES SigningCertificateV2)."""
    path = f".//{_XADES}SigningCertificateV2/{_XADES}Cert/{_XADES}CertDigest"
    digest = _one(signature, path)
    hash_name = _DIGESTS.get(_algorithm(digest, f"{_DS}DigestMethod"))
    if hash_name is None:
        raise MalformedTrustList("the digest of the certificate is not SHA-2", code="other-signature")
    if hashlib.new(hash_name, signer.der).digest() != _bytes(_one(digest, f"{_DS}DigestValue")):
        raise BadSignature("the certificate is not the one that the list was signed with")


def _verify_signed_info(signature: etree._Element, signer: Certificate) -> None:
    info = _one(signature, f"{_DS}SignedInfo")
    hash_name = _SIGNATURES.get(_algorithm(info, f"{_DS}SignatureMethod"))
    if hash_name is None or _algorithm(info, f"{_DS}CanonicalizationMethod") != _EXCLUSIVE:
        raise MalformedTrustList("RSA with SHA-2 over the exclusive form was expected", code="other-signature")
    value = _bytes(_one(signature, f"{_DS}SignatureValue"))
    verify(signer.public_key, SignatureAlgorithm(Scheme.RSA, hash_name), _canonical(info), value)


def _check_references(root: etree._Element, signature: etree._Element) -> bytes:
    """Check both references of the signature and return the document's bytes that one of them covers."""
    references = signature.findall(f"{_DS}SignedInfo/{_DS}Reference")
    by_uri = {reference.get("URI"): reference for reference in references}
    properties = _one(signature, f"{_DS}Object/{_XADES}QualifyingProperties/{_XADES}SignedProperties")
    own_uri = f"#{properties.get('Id')}"
    target = _one(signature, f"{_DS}Object/{_XADES}QualifyingProperties").get("Target")
    if len(references) != 2 or set(by_uri) != {"", own_uri} or target != f"#{signature.get('Id')}":
        raise MalformedTrustList(
            "references to the document and to its properties were expected", code="other-reference"
        )
    own, whole = by_uri[own_uri], by_uri[""]
    if own.get("Type") != _SIGNED_PROPERTIES or _transforms(own) != [_EXCLUSIVE]:
        raise MalformedTrustList("the reference to the properties has another form", code="other-reference")
    if _transforms(whole) not in ([_FILTER_2, _EXCLUSIVE], [_ENVELOPED, _EXCLUSIVE]):
        raise MalformedTrustList("the reference to the document has another form", code="other-reference")
    _check_digest(own, _canonical(properties))
    root.remove(signature)
    covered = _canonical(root.getroottree())
    _check_digest(whole, covered)
    return covered


def _transforms(reference: etree._Element) -> list[str]:
    transforms = reference.findall(f"{_DS}Transforms/{_DS}Transform")
    for one in transforms:
        for child in one:
            is_subtraction = child.tag == f"{_FILTER}XPath" and child.get("Filter") == "subtract"
            if not is_subtraction or child.text != "/descendant::ds:Signature" or child.nsmap.get("ds") != _DS[1:-1]:
                raise MalformedTrustList("a transform selects something else than the document", code="other-reference")
    return [one.get("Algorithm", "") for one in transforms]


def _check_digest(reference: etree._Element, covered: bytes) -> None:
    hash_name = _DIGESTS.get(_algorithm(reference, f"{_DS}DigestMethod"))
    if hash_name is None:
        raise MalformedTrustList("a digest is not SHA-2", code="other-reference")
    if hashlib.new(hash_name, covered).digest() != _bytes(_one(reference, f"{_DS}DigestValue")):
        raise BadSignature("the list was changed after it was signed")


def _read_list(root: etree._Element, signer: Certificate) -> TrustList:
    scheme = _one(root, f"{_TSL}SchemeInformation")
    providers = root.findall(f"{_TSL}TrustServiceProviderList/{_TSL}TrustServiceProvider")
    next_update = scheme.find(f"{_TSL}NextUpdate/{_TSL}dateTime")
    return TrustList(
        operator=_text(scheme, f"{_TSL}SchemeOperatorName/{_TSL}Name"),
        sequence_number=_number(_text(scheme, f"{_TSL}TSLSequenceNumber")),
        issued=_instant(_text(scheme, f"{_TSL}ListIssueDateTime")),
        next_update=None if next_update is None else _instant(next_update.text or ""),
        authorities=tuple(authority for provider in providers for authority in _read_provider(provider)),
        signer=signer,
    )


def _read_provider(provider: etree._Element) -> list[Authority]:
    information = _one(provider, f"{_TSL}TSPInformation")
    name = _text(information, f"{_TSL}TSPName/{_TSL}Name")
    identifier = _text(information, f"{_TSL}TSPTradeName/{_TSL}Name")
    services = provider.findall(f"{_TSL}TSPServices/{_TSL}TSPService/{_TSL}ServiceInformation")
    return [
        Authority(
            identifier,
            name,
            _text(service, f"{_TSL}ServiceStatus").rpartition("/")[2] in _IN_FORCE,
            _read_certificate(service, f"{_TSL}ServiceDigitalIdentity/{_TSL}DigitalId/{_TSL}X509Certificate"),
        )
        for service in services
    ]


def _text(element: etree._Element, path: str) -> str:
    found = element.find(path)
    text = "" if found is None else (found.text or "").strip()
    if not text:
        raise MalformedTrustList(f"{path.rpartition('}')[2]} is missing or empty", code="missing-element")
    return text


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise MalformedTrustList("the sequence number of the list is none", code="no-number")
    return int(text)


def _instant(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise MalformedTrustList("an instant of the list is none", code="no-instant") from error
