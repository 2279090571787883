"""What duties store of carriers, besides their pushes: a struct for each kind of record, its fields named as the
tables name them."""

from datetime import datetime

import msgspec


class StoredTrial(msgspec.Struct, frozen=True):
    """What a carrier tried; ``sealed`` holds the JSON of `tournai.travel.certification.Tried`: counts and codes."""

    trial_id: str
    account: str
    tried_at: datetime
    ends_at: datetime
    key_id: str
    sealed: bytes
