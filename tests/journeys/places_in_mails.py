"""Where around a message something may hide: in a Type B envelope, in a mail, in what follows either."""

from tests.journeys.places_in_edifact import Places

TYPE_B: Places = {
    "line above the addresses": "{}\r\nQD BRUKPXX\r\n.NCEKLXX 300900\r\n\x02{message}\x03",
    "after the addresses": "QD BRUKPXX {}\r\n.NCEKLXX 300900\r\n\x02{message}\x03",
    "after the origin": "\x01QD BRUKPXX\r\n.NCEKLXX 300900 {}\r\n\x02{message}\x03",
    "before the text": "QD BRUKPXX\r\n.NCEKLXX 300900\r\n{}\r\n\x02{message}\x03",
    "after the text": "QD BRUKPXX\r\n.NCEKLXX 300900\r\n\x02{message}\x03\r\n\x0c{}\r\n30NOV 0901 {}",
    "between two messages": "QD BRUKPXX\r\n.NCEKLXX 300900\r\n{message}\r\n{}\r\n{message}\r\n{}",
}
"""Where in a Type B message something may hide; the interchange stands at ``{message}``."""

_PLAIN = "MIME-Version: 1.0\r\nContent-Type: text/plain\r\n"
_MIXED = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=XYZ\r\n"
MAILS: Places = {
    "line of the mailbox": "From {} Mon Nov 30 09:00:00 2026\r\n" + _PLAIN + "\r\n{message}",
    "subject": "Subject: {}\r\n" + _PLAIN + "\r\n{message}",
    "names of sender and receiver": "From: {} <a@example.org>\r\nTo: {}\r\nCc: {}\r\n" + _PLAIN + "\r\n{message}",
    "folded field": "X-Note: first\r\n {}\r\n\t{}\r\n" + _PLAIN + "\r\n{message}",
    "salutation": _PLAIN + "\r\nDear all, {}\r\n\r\n{message}",
    "disclaimer": _PLAIN + "\r\n{message}\r\n-- \r\nThis mail is for {} only.\r\n{}",
    "text before the parts": _MIXED + "\r\n{}\r\n--XYZ\r\n\r\n{message}\r\n--XYZ--\r\n{}",
    "name of an attachment": _MIXED + '\r\n--XYZ\r\nContent-Type: text/plain; name="{}.txt"\r\n'
    'Content-Disposition: attachment; filename="{}.txt"\r\nContent-Description: {}\r\n\r\n{message}\r\n--XYZ--\r\n',
    "attached note": _MIXED
    + "\r\n--XYZ\r\nContent-Type: text/plain\r\n\r\n{}\r\n--XYZ\r\n\r\n{message}\r\n--XYZ--\r\n",
    "attached page": _MIXED + "\r\n--XYZ\r\n\r\n{message}\r\n--XYZ\r\nContent-Type: text/html\r\n\r\n"
    "<p title='{}'>{}</p>\r\n--XYZ--\r\n",
    "attached picture": _MIXED
    + "\r\n--XYZ\r\n\r\n{message}\r\n--XYZ\r\nContent-Type: image/png\r\n\r\n{}\r\n--XYZ--\r\n",
    "forwarded mail": _MIXED + "\r\n--XYZ\r\nContent-Type: message/rfc822\r\n\r\nSubject: {}\r\n"
    "Content-Type: text/plain\r\n\r\n{}\r\n{message}\r\n--XYZ--\r\n",
    "name of the boundary": "Content-Type: multipart/mixed; boundary={}\r\n\r\n--{same}\r\n\r\n{message}\r\n"
    "--{same}--\r\n",
}
"""Where in a mail something may hide."""
ENCODED = _PLAIN + "Content-Transfer-Encoding: base64\r\n\r\n{}\r\n"
"""A mail whose text, the note before the message and after it, is in base64."""


def enclose(template: str, message: bytes, planted: str) -> bytes:
    """Return a mail or Type B message around an interchange, with what is planted in each of its places."""
    filled = template.replace("{same}", planted).replace("{message}", "\x00").replace("{}", planted)
    return filled.encode().replace(b"\x00", message)
