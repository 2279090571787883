"""PNRGOV in XML (``IATA_PNRGOV_NotifRQ``): read as a stream within bounds, and written."""

from tournai.travel.xml.encodings import is_xml
from tournai.travel.xml.reader import read_pnrgov_xml
from tournai.travel.xml.writer import write_pnrgov_xml

__all__ = ["is_xml", "read_pnrgov_xml", "write_pnrgov_xml"]
