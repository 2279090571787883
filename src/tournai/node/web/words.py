"""The codes that pages show, each with its English words; catalogues translate the words, unknown codes stand as is.

The codes are those of the rooms (`screening.weights`, `casework`, `oversight.events`, `values.roles`, `travel`); the
words those of `docs/glossary.md`.
"""


def message(text: str) -> str:
    """Mark a text for the catalogues and return it."""
    return text


_PAGES = {
    "flights": message("Flights"),
    "carriers": message("Carriers"),
    "matches": message("Matches"),
    "alerts": message("Alerts"),
    "requests": message("Requests"),
    "selections": message("Selections"),
    "pull requests": message("Pull requests"),
    "log": message("Event log"),
}

_ROLES = {
    "analyst": message("analyst"),
    "senior analyst": message("senior analyst"),
    "criteria officer": message("criteria officer"),
    "border officer": message("border officer"),
    "SPOC officer": message("SPOC officer"),
    "investigator": message("investigator"),
    "prosecutor": message("prosecutor"),
    "judge": message("judge"),
    "independent body": message("independent body"),
    "enforcing authority": message("enforcing authority"),
    "data protection officer": message("data protection officer"),
    "supervisor": message("supervisory authority"),
    "carrier": message("carrier"),
    "carrier on trial": message("carrier on trial"),
    "partner node": message("partner node"),
    "provider": message("provider"),
    "administrator": message("administrator"),
    "node": message("the node itself"),
}

_PURPOSES = {
    "terrorism": message("terrorist offences"),
    "serious crime": message("serious crime"),
    "terrorism or serious crime": message("terrorist offences or serious crime"),
    "oversight": message("oversight"),
    "administration": message("administration"),
}

_REFERENCES = {
    "match": message("match"),
    "request": message("request"),
    "case": message("case"),
    "push": message("push"),
    "alert source": message("alert source"),
    "account": message("account"),
    "log": message("log"),
}

_MATCH_STATES = {
    "new": message("new"),
    "claimed": message("under review"),
    "second opinion": message("second opinion asked"),
    "second claimed": message("second review"),
    "confirmed": message("confirmed (hit)"),
    "refuted": message("refuted"),
    "undetermined": message("undetermined"),
    "reopened": message("reopened"),
    "closed": message("closed by the machine"),
}

_CLOCKS = {
    "running": message("in time"),
    "half": message("half of the time has gone"),
    "at risk": message("at risk"),
    "target missed": message("target missed"),
    "late": message("late"),
    "paused": message("paused"),
    "stopped": message("done in time"),
    "stopped late": message("done late"),
}

_DECISIONS = {
    "confirmed": message("Confirmed: the traveller is the person sought (hit)"),
    "refuted": message("Refuted: the traveller is someone else"),
    "undetermined": message("Undetermined: another officer must look"),
}

_FEATURES = {
    "surname": message("surname"),
    "given": message("given names"),
    "full name": message("full name"),
    "name": message("name"),
    "further names": message("further names"),
    "order of fathers": message("order of fathers' names"),
    "weak alias": message("weak alias"),
    "birth": message("date of birth"),
    "sex": message("sex"),
    "nationality": message("nationality"),
    "birthplace": message("place of birth"),
    "document": message("document number"),
    "alerts searched": message("number of alerts searched"),
}

_GROUNDS = {
    "same document number": message("same document number"),
    "same full name and birth date": message("same full name and date of birth"),
    "same full name": message("same full name (supports only)"),
    "birthplace agrees": message("place of birth agrees (supports only)"),
    "nationality agrees": message("nationality agrees (supports only)"),
    "photo agrees": message("photo agrees"),
    "other source confirms": message("another source confirms"),
    "alert's owner confirms": message("the alert's owner confirms"),
    "different document of the same state and period": message("different document of the same state and period"),
    "different birth date": message("different date of birth"),
    "different name": message("different name"),
    "different birthplace": message("different place of birth"),
    "different sex": message("different sex"),
    "photo differs": message("photo differs"),
    "person sought was elsewhere": message("the person sought was elsewhere"),
    "known false match": message("known false match"),
    "identity misused by the person sought": message("identity misused by the person sought"),
    "alert's owner excludes": message("the alert's owner excludes it"),
    "alert withdrawn or expired": message("alert withdrawn or expired"),
    "no link with the offences or with air travel": message("no link with the offences or with air travel"),
}

_APPROVAL_STATES = {
    "asked": message("waits for approval"),
    "urgent": message("urgent, review to follow"),
    "given": message("approved"),
    "approved": message("approved"),
    "refused": message("refused"),
    "expired": message("expired"),
    "ended": message("ended"),
    "closed": message("closed"),
}

_ALERT_STATES = {"active": message("active"), "withdrawn": message("withdrawn")}

_QUALITIES = {
    "good": message("good"),
    "low": message("low"),
    "unknown": message("not stated"),
}

_TIMINGS = {
    "early": message("too early"),
    "advance": message("48 to 24 h before"),
    "between": message("24 h to closure"),
    "late": message("late"),
    "closure": message("at closure"),
    "after arrival": message("after arrival"),
    "unknown": message("time not known"),
}

_FUNCTIONS = {
    "full": message("full list"),
    "update": message("update"),
    "cancel": message("cancellation"),
    "close": message("flight closed"),
    "crew": message("crew list"),
    "other": message("other"),
}

_CHANNELS = {
    "http": message("web service"),
    "folder": message("folder"),
    "mail": message("e-mail"),
    "as4": message("AS4"),
    "mq": message("IBM MQ"),
    "type-b": message("Type B"),
    "command": message("command line"),
    "demonstration": message("demonstration"),
}

_TRAVELLER_TYPES = {
    "A": message("adult"),
    "ADT": message("adult"),
    "C": message("child"),
    "CHD": message("child"),
    "CNN": message("child"),
    "IN": message("infant"),
    "INF": message("infant"),
    "FL": message("passenger"),
    "FM": message("crew"),
    "DDT": message("transit passenger"),
    "DDU": message("transit crew"),
}

_SECTIONS = {
    "identity": message("Identity"),
    "document": message("Travel documents"),
    "contact": message("Contacts"),
    "ticket": message("Tickets"),
    "payment": message("Payment"),
    "itinerary": message("Itinerary"),
    "seat": message("Seats"),
    "baggage": message("Baggage"),
    "frequent flyer": message("Frequent flyer"),
    "booking": message("Booking"),
    "history": message("History of the booking"),
}

_LABELS = {
    "primary": message("name as listed"),
    "original script": message("name in original script"),
    "alias": message("alias"),
    "weak alias": message("weak alias"),
    "former": message("former name"),
    "maiden": message("name at birth"),
    "surname": message("surname"),
    "given names": message("given names"),
    "name": message("name"),
    "title": message("title"),
    "date of birth": message("date of birth"),
    "sex": message("sex"),
    "nationality": message("nationality"),
    "place of birth": message("place of birth"),
    "state of residence": message("state of residence"),
    "traveller type": message("traveller type"),
    "unique reference": message("unique reference"),
    "journey starts": message("start of the journey"),
    "first port": message("first port of arrival"),
    "journey ends": message("end of the journey"),
    "record locator": message("record locator"),
    "unaccompanied minor": message("unaccompanied minor"),
    "document type": message("document type"),
    "document number": message("document number"),
    "issuing state": message("issuing state"),
    "date of expiry": message("date of expiry"),
    "date of issue": message("date of issue"),
    "place of issue": message("place of issue"),
    "phone": message("telephone"),
    "e-mail": message("e-mail"),
    "address": message("address"),
    "ticket number": message("ticket number"),
    "amount": message("amount"),
    "form of payment": message("form of payment"),
    "card issuer": message("card issuer"),
    "card number, masked": message("card number, masked"),
    "seat assigned": message("seat assigned"),
    "seat requested": message("seat requested"),
    "bag tags": message("bag tags"),
    "bags": message("bags"),
    "weight": message("weight"),
    "destination": message("destination"),
    "carrier": message("carrier"),
    "number": message("number"),
    "level": message("level"),
    "created": message("created"),
    "last changed": message("last changed"),
    "ticketed on": message("ticketed on"),
    "group size": message("group size"),
    "agency": message("travel agency"),
    "office": message("office"),
    "place": message("place"),
    "flight": message("flight"),
    "operated as": message("operated as"),
    "from": message("from"),
    "to": message("to"),
    "departure, local": message("departure, local time"),
    "arrival, local": message("arrival, local time"),
    "booking class": message("booking class"),
    "status": message("status"),
    "action": message("action"),
    "segment": message("segment"),
    "at": message("at"),
}

_LINKS = {
    "booking": message("same booking"),
    "split booking": message("split booking"),
    "document number": message("document number"),
    "phone": message("telephone"),
    "e-mail": message("e-mail"),
    "address": message("address"),
    "payment account": message("payment account, masked"),
    "frequent flyer": message("frequent flyer"),
    "bag tag": message("bag tag"),
    "journey": message("same journey"),
    "agency and day": message("agency and day of booking"),
    "links": message("links not followed"),
    "travellers": message("travellers not shown"),
    "name and birth date": message("further flights"),
}

_AGREEMENTS = {
    "same": message("same"),
    "spelling": message("spelled otherwise"),
    "different": message("different"),
    "only in the booking": message("only in the booking"),
    "only in the passenger list": message("only in the passenger list"),
}

_OFFENCES = {
    "terrorism": message("terrorist offences"),
    "criminal-organisation": message("participation in a criminal organisation"),
    "human-trafficking": message("trafficking in human beings"),
    "child-sexual-exploitation": message("sexual exploitation of children and child pornography"),
    "drugs": message("illicit trafficking in narcotic drugs and psychotropic substances"),
    "weapons": message("illicit trafficking in weapons, munitions and explosives"),
    "corruption": message("corruption"),
    "fraud": message("fraud, including that against the financial interests of the Union"),
    "laundering": message("laundering of the proceeds of crime and counterfeiting of currency, including the euro"),
    "cybercrime": message("computer-related crime/cybercrime"),
    "environment": message(
        "environmental crime, including illicit trafficking in endangered animal species and in endangered plant "
        "species and varieties"
    ),
    "unauthorised-entry": message("facilitation of unauthorised entry and residence"),
    "murder": message("murder, grievous bodily injury"),
    "organs": message("illicit trade in human organs and tissue"),
    "kidnapping": message("kidnapping, illegal restraint and hostage-taking"),
    "armed-robbery": message("organised and armed robbery"),
    "cultural-goods": message("illicit trafficking in cultural goods, including antiques and works of art"),
    "product-piracy": message("counterfeiting and piracy of products"),
    "document-forgery": message("forgery of administrative documents and trafficking therein"),
    "hormones": message("illicit trafficking in hormonal substances and other growth promoters"),
    "nuclear": message("illicit trafficking in nuclear or radioactive materials"),
    "rape": message("rape"),
    "international-crimes": message("crimes within the jurisdiction of the International Criminal Court"),
    "aircraft-seizure": message("unlawful seizure of aircraft/ships"),
    "sabotage": message("sabotage"),
    "stolen-vehicles": message("trafficking in stolen vehicles"),
    "industrial-espionage": message("industrial espionage"),
}
"""The closed list of `values.offences`, word for word: some views name an offence by its title."""

_ELEMENTS = {
    "record locator": message("record locator"),
    "document number": message("document number"),
    "name and birth date": message("full name and date of birth"),
    "flight": message("flight"),
}

_EVENTS = {
    "push:received": message("push received"),
    "push:stored": message("push stored"),
    "push:dropped": message("push dropped: no law allows to keep it"),
    "push:repeated": message("push repeated"),
    "push:doubled": message("push doubled: it came by the router and directly"),
    "push:overtaken": message("push overtaken by a newer one"),
    "push:quarantined": message("push quarantined"),
    "quarantine:ended": message("quarantine ended"),
    "notice:made": message("carrier told of a breach"),
    "notice:withdrawn": message("notice to a carrier withdrawn"),
    "notice:acknowledged": message("notice read by the carrier"),
    "breach:reviewed": message("breach of a carrier reviewed"),
    "breaches:exported": message("breaches of carriers exported"),
    "pull-request:asked": message("flight's data asked for outside of the two times"),
    "pull-request:approved": message("pull request approved"),
    "pull-request:fetched": message("pull request fetched"),
    "trial:examined": message("message tried by a carrier"),
    "trial:erased": message("trials erased: their hour is over"),
    "pnr:updated": message("booking updated"),
    "pnr:cancelled": message("booking cancelled"),
    "pnr:depersonalised": message("booking depersonalised"),
    "pnr:unsealed": message("booking unsealed"),
    "pnr:deleted": message("booking deleted"),
    "data:dropped": message("data dropped at the door"),
    "flight:screened": message("flight screened"),
    "match:made": message("match made"),
    "match:opened": message("match opened"),
    "match:claimed": message("match claimed"),
    "match:released": message("match given back"),
    "match:reopened": message("match reopened"),
    "match:closed": message("match closed by the machine"),
    "review:decided": message("review decided"),
    "result:sent": message("result sent"),
    "flight:closed": message("flight closed: who is on board"),
    "traveller:not-aboard": message("traveller did not board"),
    "flight:consulted": message("flight consulted"),
    "traveller:consulted": message("traveller consulted"),
    "links:charted": message("links charted"),
    "search:made": message("search made"),
    "request:opened": message("request registered"),
    "request:answered": message("request answered"),
    "request:closed": message("request closed"),
    "approval:asked": message("approval asked"),
    "approval:given": message("approval given"),
    "approval:refused": message("approval refused"),
    "alerts:imported": message("alerts imported"),
    "timetable:imported": message("timetable loaded"),
    "alerts:consulted": message("alerts consulted"),
    "alert-source:proposed": message("matching proposed"),
    "alert-source:eligible": message("matching approved"),
    "alert-source:ended": message("matching ended"),
    "selection:proposed": message("flight selection proposed"),
    "selection:approved": message("flight selection approved"),
    "selection:reviewed": message("flight selection reviewed"),
    "selection:upheld": message("flight selection upheld"),
    "selection:annulled": message("flight selection annulled"),
    "selection:ended": message("flight selection ended"),
    "flight:erased": message("flight erased with all that was kept of it"),
    "index:built": message("screening index built"),
    "account:created": message("account created"),
    "account:changed": message("account changed"),
    "account:signed-in": message("signed in"),
    "account:sign-in-refused": message("sign-in refused"),
    "account:signed-out": message("signed out"),
    "access:refused": message("access refused"),
    "log:read": message("log read"),
    "log:exported": message("log exported"),
    "log:erased": message("log entries erased"),
}

_STREAMS = {"pnr": message("Travel data"), "node": message("Node")}

_DEFECTS = {
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

_STANDINGS = {
    "alarm": message("call the carrier"),
    "missing": message("missing"),
    "late": message("late"),
    "expected": message("expected"),
    "on time": message("on time"),
    "cancelled": message("cancelled"),
    "not owed": message("nothing owed"),
    "not in the timetable": message("not in the timetable"),
}

_PUSH_STATES = {
    "not due": message("not due yet"),
    "due": message("due"),
    "on time": message("on time"),
    "received late": message("came late"),
    "late": message("late"),
    "missing": message("missing"),
    "not owed": message("not owed"),
}

_BREACHES = {
    "missing": message("missing"),
    "late": message("late"),
    "malformed": message("unreadable"),
    "wrongly timed": message("wrong time"),
}

_EXCUSES = {
    "technical failure": message("technical failure, sent by other means or not possible"),
    "strike": message("strike"),
    "authority": message("fault of the authority"),
    "other": message("other reason"),
}

_BREACH_DECISIONS = {
    "upheld": message("upheld"),
    "excused": message("excused"),
    "withdrawn": message("withdrawn"),
}

_OBLIGATIONS = {
    "advance": message("Bookings in advance, 48 to 24 hours before"),
    "closure": message("Bookings at flight closure"),
    "list": message("Passenger list at flight closure"),
}

_EXEMPTIONS = {
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

_SCHEDULE_CHANGES = {
    "added": message("new flight"),
    "moved": message("moved"),
    "changed": message("changed"),
    "cancelled": message("cancelled"),
    "withdrawn": message("taken out"),
}

_WEEKDAYS = {
    "1": message("Mon"),
    "2": message("Tue"),
    "3": message("Wed"),
    "4": message("Thu"),
    "5": message("Fri"),
    "6": message("Sat"),
    "7": message("Sun"),
}

_SHOWN = {
    "coming": message("Coming"),
    "past": message("Past"),
    "all": message("All"),
    "open": message("Open"),
    "mine": message("Mine"),
    "decided": message("Decided"),
    "closed": message("Closed"),
}

_CLOSED = {
    "left": message("The booking is not in the carrier's full list any more: the person has left the flight."),
    "cancelled": message("The carrier cancelled the booking: the person has left the flight."),
    "not aboard": message("The carrier's list of those on board does not have the person: he or she did not board."),
    "same person": message("The person turned out to be that of another match on this flight."),
}
"""Why the machine closed a match; see `duties.matches`."""

_STATUSES = {
    "400": message("This cannot be read"),
    "401": message("Not signed in"),
    "403": message("Not permitted"),
    "404": message("There is no such page"),
    "405": message("This page cannot be used that way"),
    "409": message("This cannot be trusted"),
    "500": message("The node made a mistake"),
    "503": message("Not available now"),
}

_ADVICE = {
    "400": message("Nothing was stored. Mend what the message names and send it again."),
    "401": message("Sign in and open the page again."),
    "403": message(
        "Refused access to data is recorded. If you think the refusal wrong, speak to your supervisor and "
        "name the rule."
    ),
    "404": message("Go back, or start from the menu."),
    "405": message("Go back, or start from the menu."),
    "409": message("Do not use the result. Tell the administrator of the node."),
    "500": message("Nothing was half done. Try again; if it happens again, tell the administrator of the node."),
    "503": message("Try again in a minute."),
}

_BASES = {
    "threat decision": message("Threat decision"),
    "route selection": message("Selection of routes"),
}

_SELECTION_STATES = {
    "proposed": message("waits for its approval"),
    "refused": message("refused"),
    "coming": message("approved, not begun"),
    "current": message("in force"),
    "review missed": message("not in force: review missed"),
    "ended": message("ended"),
    "annulled": message("annulled"),
}

_SELECTION_ALARMS = {
    "review soon": message("review due soon"),
    "review missed": message("not in force: review missed"),
    "ends soon": message("ends soon"),
}

_SELECTION_REVIEWS = {
    "regular": message("regular review"),
    "court": message("review by a court or independent body"),
}

_SELECTION_OUTCOMES = {
    "continues": message("continues"),
    "ended": message("ended"),
    "upheld": message("upheld"),
    "annulled": message("annulled"),
}

_DROP_REASONS = {
    "not selected": message("intra-EU flight, not selected"),
    "domestic": message("flight within one Member State"),
    "elsewhere": message("flight that calls at no state of this authority"),
    "unknown airport": message("airport not known"),
}

RULES = {
    "LED-01": message("Every use of personal data needs a purpose that the law allows."),
    "LED-13": message("An administrator runs the node and sees no personal data."),
    "PNR-01": message("Travel data may be used only against terrorist offences and listed serious crime."),
    "PNR-02": message(
        "Intra-EU flights are kept only under a decision or selection that is limited in time and reviewed."
    ),
    "PNR-06": message(
        "Data outside the two times of the law is asked for case by case, for a specific, actual threat."
    ),
    "PNR-08": message("Travel data is compared only with alert sources that were approved for it."),
    "PNR-10": message("A person reviews each match individually, with grounds, before anything follows from it."),
    "PNR-11": message("What is sent or opened is of the identified person alone, case by case."),
    "PNR-12": message("Travel data is stored and processed only on the State's territory."),
    "PNR-13": message("No decision that affects a person rests on the machine alone."),
    "PNR-14": message("Only a competent authority on the list receives travel data."),
    "PNR-15": message("Disclosure needs prior review by a court or an independent body."),
    "PNR-18": message("Masked data is opened only under an approval for that record."),
    "PNR-22": message("A request has reasons and names what it asks by; none in bulk."),
    "PNR-27": message("The data protection officer sees everything and changes nothing."),
    "PNR-32": message("Absent, late, malformed and wrongly sent pushes are kept on file, and a person judges them."),
    "PNR-30": message("The log serves to verify that processing is lawful, and nothing else."),
    "SYS-01": message("Every access needs an account, a role, a purpose and a reference."),
    "SYS-02": message("Whoever asks cannot approve: a second person decides."),
    "SYS-09": message("The supervisory authority reads everything, changes nothing, and its reading is logged."),
}
"""Rule -> what it demands, in a sentence."""

NOTICES = {
    "claimed": message("You have taken this match. It is yours to decide."),
    "released": message("The match is back in the queue."),
    "decided": message("The decision was recorded."),
    "proposed": message("The proposal was recorded. Another person must approve it."),
    "approved": message("The approval was recorded."),
    "refused": message("The refusal was recorded."),
    "ended": message("Matching has ended. The screening index no longer holds these alerts."),
    "pull-asked": message("The request was recorded. A second person must approve it."),
    "breach-reviewed": message("The decision on the breach was recorded."),
    "timetable-typed": message("The flight is in the timetable."),
    "opened": message("The request was registered. It waits for its approval."),
    "selection-proposed": message("The proposal was recorded. A court or independent body must approve it."),
    "selection-reviewed": message("The review was recorded."),
    "selection-upheld": message("The judgment was recorded."),
    "selection-annulled": message("The annulment was recorded. What was kept under the selection is being destroyed."),
    "selection-ended": message("The selection has ended. What was kept of flights to come is being destroyed."),
    "signed-out": message("You are signed out."),
}
"""What was just done -> the sentence that says so."""

TABLES: dict[str, dict[str, str]] = {
    "page": _PAGES,
    "role": _ROLES,
    "purpose": _PURPOSES,
    "reference": _REFERENCES,
    "match state": _MATCH_STATES,
    "closed": _CLOSED,
    "clock": _CLOCKS,
    "decision": _DECISIONS,
    "feature": _FEATURES,
    "ground": _GROUNDS,
    "approval state": _APPROVAL_STATES,
    "alert state": _ALERT_STATES,
    "basis": _BASES,
    "selection state": _SELECTION_STATES,
    "selection alarm": _SELECTION_ALARMS,
    "selection review": _SELECTION_REVIEWS,
    "selection outcome": _SELECTION_OUTCOMES,
    "drop reason": _DROP_REASONS,
    "quality": _QUALITIES,
    "timing": _TIMINGS,
    "function": _FUNCTIONS,
    "channel": _CHANNELS,
    "traveller type": _TRAVELLER_TYPES,
    "section": _SECTIONS,
    "label": _LABELS,
    "agreement": _AGREEMENTS,
    "link": _LINKS,
    "offence": _OFFENCES,
    "element": _ELEMENTS,
    "event": _EVENTS,
    "stream": _STREAMS,
    "defect": _DEFECTS,
    "standing": _STANDINGS,
    "push state": _PUSH_STATES,
    "obligation": _OBLIGATIONS,
    "breach": _BREACHES,
    "excuse": _EXCUSES,
    "breach decision": _BREACH_DECISIONS,
    "exemption": _EXEMPTIONS,
    "schedule change": _SCHEDULE_CHANGES,
    "weekday": _WEEKDAYS,
    "shown": _SHOWN,
    "status": _STATUSES,
    "advice": _ADVICE,
    "rule": RULES,
}
"""Every table that a template may ask: ``{{ code | word("table") }}``."""
