"""The codes of timetables, carriers and flight selections, with their English words; see `tournai.node.web.words`."""

from tournai.node.web.marks import message

DEFECTS = {
    "unt-count": message("segment count wrong"),
    "unt-missing": message("message end missing"),
    "unt-reference": message("message reference differs"),
    "unz-missing": message("interchange end missing"),
    "una-damaged": message("service string damaged"),
    "unterminated": message("segment not ended"),
    "missing-terminator": message("segment terminator missing"),
    "unknown-segment": message("unknown segment"),
    "text-outside": message("text outside of segments"),
    "src-missing": message("booking start missing"),
    "eqn-count": message("number of bookings differs"),
    "flight-missing": message("flight missing"),
    "more-defects": message("more defects, not listed"),
    "no-interchange": message("no interchange found"),
    "no-message": message("no message found"),
    "no-flight": message("flight not named"),
    "not-your-flight": message("another carrier's flight"),
    "other-account": message("another account pushed bookings of this flight"),
    "empty": message("empty body"),
    "too-large": message("too large"),
    "too-long": message("too long"),
    "too-many-segments": message("too many segments"),
    "too-many-elements": message("too many elements"),
    "segment-too-long": message("segment too long"),
    "empty-booking": message("booking empty"),
    "too-many-parts": message("too much in one booking"),
    "too-many-interchanges": message("too many interchanges"),
    "too-many-messages": message("too many messages"),
    "too-many-persons": message("too many persons"),
    "too-many-bookings": message("too many bookings"),
    "too-many-numbers": message("too many numbers like card numbers"),
    "packed": message("packed file"),
    "unprocessable": message("could not be processed"),
    "unknown-message": message("unknown kind of message"),
    "unreadable-spool-entry": message("stored body cannot be opened"),
}

STANDINGS = {
    "alarm": message("call the carrier"),
    "missing": message("missing"),
    "late": message("late"),
    "expected": message("expected"),
    "on time": message("on time"),
    "cancelled": message("cancelled"),
    "not owed": message("nothing owed"),
    "not in the timetable": message("not in the timetable"),
}

PUSH_STATES = {
    "not due": message("not due yet"),
    "due": message("due"),
    "on time": message("on time"),
    "received late": message("came late"),
    "late": message("late"),
    "missing": message("missing"),
    "not owed": message("not owed"),
}

BREACHES = {
    "missing": message("missing"),
    "late": message("late"),
    "malformed": message("unreadable"),
    "wrong format": message("wrong format"),
    "wrongly timed": message("wrong time"),
}

EXCUSES = {
    "technical failure": message("technical failure, sent by other means or not possible"),
    "strike": message("strike"),
    "authority": message("fault of the authority"),
    "other": message("other reason"),
}

BREACH_DECISIONS = {
    "upheld": message("upheld"),
    "excused": message("excused"),
    "withdrawn": message("withdrawn"),
}

OBLIGATIONS = {
    "advance": message("Bookings in advance, 48 to 24 hours before"),
    "closure": message("Bookings at flight closure"),
    "list": message("Passenger list at flight closure"),
}

EXEMPTIONS = {
    "cancelled": message("cancelled"),
    "no passengers": message("carries no passengers"),
    "codeshare": message("operated by another carrier"),
    "domestic": message("within one state"),
    "not selected": message("not selected (rule PNR-02)"),
    "elsewhere": message("touches no state of this authority"),
    "unknown airport": message("airport not known"),
    "short notice": message("announced at short notice"),
    "no time": message("departure not known"),
}

SCHEDULE_CHANGES = {
    "added": message("new flight"),
    "moved": message("moved"),
    "changed": message("changed"),
    "cancelled": message("cancelled"),
    "withdrawn": message("taken out"),
}

WEEKDAYS = {
    "1": message("Mon"),
    "2": message("Tue"),
    "3": message("Wed"),
    "4": message("Thu"),
    "5": message("Fri"),
    "6": message("Sat"),
    "7": message("Sun"),
}

BASES = {
    "threat decision": message("Threat decision"),
    "route selection": message("Selection of routes"),
}

SELECTION_STATES = {
    "proposed": message("waits for its approval"),
    "refused": message("refused"),
    "coming": message("approved, not begun"),
    "current": message("in force"),
    "review missed": message("not in force: review missed"),
    "ended": message("ended"),
    "annulled": message("annulled"),
}

SELECTION_ALARMS = {
    "review soon": message("review due soon"),
    "review missed": message("not in force: review missed"),
    "ends soon": message("ends soon"),
}

SELECTION_REVIEWS = {
    "regular": message("regular review"),
    "court": message("review by a court or independent body"),
}

SELECTION_OUTCOMES = {
    "continues": message("continues"),
    "ended": message("ended"),
    "upheld": message("upheld"),
    "annulled": message("annulled"),
}

DROP_REASONS = {
    "not selected": message("intra-EU flight, not selected"),
    "domestic": message("flight within one Member State"),
    "elsewhere": message("flight that calls at no state of this authority"),
    "unknown airport": message("airport not known"),
}

DROP_GROUNDS = {
    "not selected": message(
        "Between Member States the law keeps only what a selection in force names (Art. 2; rule PNR-02)."
    ),
    "domestic": message("The law has no carrier push a flight within one Member State (Art. 3; rule PNR-02)."),
    "elsewhere": message(
        "Carriers push to the state in which a flight lands or from which it leaves (Art. 8(1); rule PNR-02). "
        "These flights touch none that this authority serves."
    ),
    "unknown airport": message(
        "Where an airport is not known, nobody can say that the law has the flight pushed (rule PNR-02)."
    ),
}
"""Why the law does not allow to keep it, in a sentence."""
