"""Count what CSCA master lists hold, without Tournai: a walk over the DER, and the `openssl` command.

    python tests/vectors/documents/master_lists/count.py FILE ...

Prints JSON, for each list:

- certificates: elements of the SET in CscaMasterList; distinct: different ones, byte for byte;
- countries: the countryName values (2.5.4.6) of their subjects in capitals, each with its number of certificates;
- self_issued: issuer and subject name are the same bytes;
- explicit: the key's algorithm is id-ecPublicKey and its parameters are a SEQUENCE, not the name of a curve;
- openssl: whether `openssl cms -verify -noverify` accepts the list's own signature (``null``: no such command).
"""

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

COUNTRY = bytes.fromhex("550406")
EC_PUBLIC_KEY = bytes.fromhex("2a8648ce3d0201")
MASTER_LIST = bytes.fromhex("678108010102")
SEQUENCE, SET, OID = 0x30, 0x31, 0x06


def main(*paths):
    found = {Path(path).name: count(Path(path)) for path in paths}
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


def count(path):
    certificates = list(csca_certificates(path.read_bytes()))
    fields = [certificate_fields(certificate) for certificate in certificates]
    countries = Counter(code for field in fields for code in countries_of(field["subject"]))
    return {
        "certificates": len(certificates),
        "distinct": len(set(certificates)),
        "countries": dict(sorted(countries.items())),
        "self_issued": sum(field["issuer"] == field["subject"] for field in fields),
        "explicit": sum(has_explicit_parameters(field["key"]) for field in fields),
        "openssl": openssl_accepts(path),
    }


def items(data):
    """Yield (tag, content, whole) of each DER element that stands one after another."""
    at = 0
    while at < len(data):
        tag, first, start = data[at], data[at + 1], at + 2
        if first < 0x80:
            length = first
        else:
            size = first & 0x7F
            length, start = int.from_bytes(data[start : start + size], "big"), start + size
        yield tag, data[start : start + length], data[at : start + length]
        at = start + length


def inside(data):
    """Return the elements within the first element."""
    return list(items(next(items(data))[1]))


def csca_certificates(data):
    signed_data = inside(inside(data)[1][1])
    content = next(whole for tag, _, whole in signed_data if tag == SEQUENCE and MASTER_LIST in whole[:20])
    (_, octets, _) = next(items(inside(content)[1][1]))
    (_, members, _) = next(item for item in inside(octets) if item[0] == SET)
    return (whole for _, _, whole in items(members))


def certificate_fields(certificate):
    parts = inside(inside(certificate)[0][2])
    _, _, issuer, _, subject, key = parts[parts[0][0] == 0xA0 :][:6]
    return {"issuer": issuer[2], "subject": subject[2], "key": key[2]}


def countries_of(name):
    for _, rdn, _ in inside(name):
        for _, _, attribute in items(rdn):
            (_, oid, _), (_, value, _) = inside(attribute)[:2]
            if oid == COUNTRY:
                yield value.decode("latin-1").strip().upper()


def has_explicit_parameters(key):
    algorithm = inside(inside(key)[0][2])
    return algorithm[0][1] == EC_PUBLIC_KEY and algorithm[1][0] == SEQUENCE


def openssl_accepts(path):
    openssl = shutil.which("openssl")
    if openssl is None:
        return None
    command = [openssl, "cms", "-verify", "-noverify", "-inform", "DER", "-in", str(path), "-out", "/dev/null"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    main(*sys.argv[1:])
