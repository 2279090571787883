"""Run by the peer's own interpreter: primary Double Metaphone codes, of four letters, of a JSON list of names."""

import json
import sys

from doublemetaphone import doublemetaphone

json.dump([doublemetaphone(name)[0][:4] for name in json.load(sys.stdin)], sys.stdout)
