"""The codes of disseminations and recipients, each with its English words; see `tournai.node.web.words`."""

from tournai.node.web.marks import message

RECIPIENT_KINDS = {
    "competent authority": message("competent authority"),
    "passenger information unit": message("passenger information unit of another State"),
    "Europol": message("Europol, through its national unit"),
    "third country": message("authority of a third country"),
}

REFUSAL_GROUNDS = {
    "neither terrorism nor serious crime": message("neither terrorism nor serious crime (rule PNR-01)"),
    "not duly reasoned": message("not duly reasoned (rule PNR-22)"),
    "it names more people than it needs to": message("it names more people than it needs to (rule PNR-22)"),
    "not necessary for the offence": message("not necessary for the offence (rule PNR-11)"),
    "whoever asks may not receive it": message("whoever asks may not receive it (rule PNR-14)"),
    "the court or independent body refused": message("the court or independent body refused (rule PNR-15)"),
    "masked, and not approved for this record": message("masked, and not approved for this record (rule PNR-18)"),
}

ANSWERS = {
    "answered in whole": message("answered in whole"),
    "answered in part": message("answered in part"),
    "nothing found": message("nothing found"),
    "refused": message("refused"),
}

STATISTICS = {
    "matches": message("Matches, by what became of them"),
    "recipients": message("Disseminations, by recipient"),
    "outcomes": message("Disseminations, by outcome"),
    "requests": message("Requests, by answer"),
}

OCCASIONS = {
    "hit": message("a hit"),
    "answer": message("an answer to a request"),
}

DISSEMINATION_STATES = {
    "sent": message("sent"),
    "received": message("received"),
    "closed": message("answered"),
    "withdrawn": message("withdrawn"),
    "destroyed": message("destroyed by the recipient"),
}

AWAITED = {
    "receipt of a dissemination": message("receipt"),
    "outcome of a dissemination": message("outcome"),
    "destruction of what was withdrawn": message("destruction"),
}

OUTCOMES = {
    "useful": message("useful to an inquiry"),
    "arrest": message("arrest"),
    "measure taken": message("a measure was taken"),
    "nothing": message("nothing came of it"),
    "mistaken": message("mistaken: not the person sought"),
}

WITHDRAWALS = {
    "mistaken identity": message("mistaken identity: not the person sought"),
    "wrong recipient": message("wrong recipient"),
    "more than was necessary": message("more than was necessary"),
    "the data was wrong": message("the data was wrong"),
    "its legal basis was annulled": message("its legal basis was annulled"),
}

HANDLING = {
    "only for the purpose stated": message("Only for the purpose stated (Art. 7(4))"),
    "verify the identity before any measure": message("Verify the identity before any measure (Art. 7(6))"),
    "not to be passed on without consent": message("Not to be passed on without our consent"),
    "the person must not notice": message("The person must not notice (discreet check)"),
    "destroy at once what is of no use": message("Destroy at once what is of no use"),
}

ANNEX = {
    "record locator": message("record locator"),
    "dates of reservation and issue": message("dates of reservation and issue"),
    "dates of travel": message("dates of travel"),
    "name": message("name"),
    "address and contact": message("address and contact"),
    "payment": message("payment"),
    "itinerary": message("itinerary"),
    "frequent flyer": message("frequent flyer"),
    "travel agency": message("travel agency"),
    "travel status": message("travel status"),
    "split or divided booking": message("split or divided booking"),
    "remarks on an unaccompanied minor": message("remarks on an unaccompanied minor"),
    "ticket": message("ticket"),
    "seat": message("seat"),
    "code share": message("code share"),
    "baggage": message("baggage"),
    "number and names of other travellers": message("number and names of other travellers"),
    "advance passenger information": message("advance passenger information"),
    "changes of the booking": message("changes of the booking"),
}

COUNTED = {
    **RECIPIENT_KINDS,
    **OUTCOMES,
    **ANSWERS,
    "confirmed": message("confirmed (hit)"),
    "refuted": message("refuted"),
    "undetermined": message("undetermined"),
    "suppressed": message("known false, not raised"),
    "closed": message("closed by the machine"),
    "open": message("not known yet"),
}
"""The names of what the statistics count."""
