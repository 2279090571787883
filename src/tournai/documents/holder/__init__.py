"""The holder against the document: faces and fingerprints, one reference and one probe."""
