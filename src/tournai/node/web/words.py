"""The codes that pages show, each with its English words; catalogues translate the words, unknown codes stand as is.

The codes are those of the rooms (`screening.weights`, `casework`, `oversight.events`, `values.roles`, `travel`); the
words those of `docs/glossary.md`.
"""

from tournai.node.web import carrier_words, criterion_words, list_words, sending_words, travel_words
from tournai.node.web.marks import message

_PAGES = {
    "flights": message("Flights"),
    "carriers": message("Carriers"),
    "matches": message("Matches"),
    "alerts": message("Alerts"),
    "requests": message("Requests"),
    "disseminations": message("Disseminations"),
    "post": message("Received"),
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
    "dissemination": message("dissemination"),
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
    "suppressed": message("known false, not raised"),
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
    "facts verified": message("the facts are right, by another source (supports only)"),
    "circumstances point to the offence": message("the circumstances point to the offence"),
    "facts wrong or out of date": message("the facts are wrong or out of date"),
    "innocent explanation": message("an innocent explanation"),
    "what the criterion says against it holds": message("what the criterion says against it holds"),
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
    "match:suppressed": message("known false match not raised"),
    "review:decided": message("review decided"),
    "result:sent": message("result sent"),
    "flight:closed": message("flight closed: who is on board"),
    "traveller:not-aboard": message("traveller did not board"),
    "result:taken": message("copy of what was sent opened"),
    "result:received": message("receipt of what was sent"),
    "result:reported": message("outcome of what was sent"),
    "result:withdrawn": message("what was sent withdrawn"),
    "result:destroyed": message("what was withdrawn destroyed by the recipient"),
    "officer:told": message("data protection officer told of a transfer"),
    "recipient:proposed": message("recipient proposed"),
    "recipient:listed": message("recipient listed"),
    "recipient:ended": message("recipient off the register"),
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

_SHOWN = {
    "coming": message("Coming"),
    "past": message("Past"),
    "all": message("All"),
    "open": message("Open"),
    "mine": message("Mine"),
    "decided": message("Decided"),
    "closed": message("Closed"),
    "suppressed": message("Known false"),
    "awaited": message("Awaited"),
    "transfers": message("Europol and third countries"),
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
    "PNR-20": message("Results of matching are kept only as long as they are needed."),
    "PNR-21": message("A unit sends other units what is relevant and necessary of identified persons."),
    "PNR-22": message("A request has reasons and names what it asks by; none in bulk."),
    "PNR-25": message("Europol receives through its national unit, where strictly necessary; the officer is told."),
    "PNR-26": message("A third country receives case by case, with assurances and consent; the officer is told."),
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
    "recipient-ended": message("The recipient is off the register. Nothing is sent to it any more."),
    "sent": message("It was sent. The recipient's receipt is awaited."),
    "receipt": message("The receipt was recorded."),
    "outcome": message("The outcome was recorded, and the copy destroyed."),
    "withdrawn": message("It was withdrawn, and the copy destroyed. The recipient must destroy it too."),
    "destroyed": message("The destruction was recorded."),
    "raised": message("The match is in the queue again."),
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
    "fact": criterion_words.FACT_WORDS,
    "criterion state": criterion_words.STATE_WORDS,
    "criterion decision": criterion_words.DECISION_WORDS,
    "approval state": _APPROVAL_STATES,
    "alert state": _ALERT_STATES,
    "list format": list_words.FORMATS,
    "basis": carrier_words.BASES,
    "recipient kind": sending_words.RECIPIENT_KINDS,
    "occasion": sending_words.OCCASIONS,
    "dissemination state": sending_words.DISSEMINATION_STATES,
    "awaited": sending_words.AWAITED,
    "outcome": sending_words.OUTCOMES,
    "withdrawal": sending_words.WITHDRAWALS,
    "handling": sending_words.HANDLING,
    "annex": sending_words.ANNEX,
    "selection state": carrier_words.SELECTION_STATES,
    "selection alarm": carrier_words.SELECTION_ALARMS,
    "selection review": carrier_words.SELECTION_REVIEWS,
    "selection outcome": carrier_words.SELECTION_OUTCOMES,
    "drop reason": carrier_words.DROP_REASONS,
    "drop ground": carrier_words.DROP_GROUNDS,
    "quality": _QUALITIES,
    "timing": travel_words.TIMINGS,
    "function": travel_words.FUNCTIONS,
    "channel": travel_words.CHANNELS,
    "traveller type": travel_words.TRAVELLER_TYPES,
    "section": travel_words.SECTIONS,
    "label": travel_words.LABELS,
    "agreement": travel_words.AGREEMENTS,
    "link": travel_words.LINKS,
    "offence": _OFFENCES,
    "element": _ELEMENTS,
    "event": _EVENTS,
    "stream": _STREAMS,
    "defect": carrier_words.DEFECTS,
    "standing": carrier_words.STANDINGS,
    "push state": carrier_words.PUSH_STATES,
    "obligation": carrier_words.OBLIGATIONS,
    "breach": carrier_words.BREACHES,
    "excuse": carrier_words.EXCUSES,
    "breach decision": carrier_words.BREACH_DECISIONS,
    "exemption": carrier_words.EXEMPTIONS,
    "schedule change": carrier_words.SCHEDULE_CHANGES,
    "weekday": carrier_words.WEEKDAYS,
    "shown": _SHOWN,
    "status": _STATUSES,
    "advice": _ADVICE,
    "rule": RULES,
}
"""Every table that a template may ask: ``{{ code | word("table") }}``."""
