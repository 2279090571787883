"""The codes of criteria that pages show, with their English words. A criterion itself is shown as it is written."""

from tournai.node.web.marks import message

FACT_WORDS = {
    "routing": message("routing"),
    "departure date": message("departure date"),
    "lead time": message("lead time"),
    "ticket lead time": message("ticket lead time"),
    "last change": message("last change before departure"),
    "changes": message("changes of the booking"),
    "flight changes": message("changes of flights"),
    "name changes": message("changes of names"),
    "journey": message("kind of journey"),
    "stay": message("length of stay"),
    "payment": message("form of payment"),
    "billing address": message("billing address"),
    "payment card": message("payment card"),
    "contact": message("contact data"),
    "payment currency": message("currency of payment"),
    "party size": message("party size"),
    "booking": message("booking divided"),
    "bags": message("checked bags"),
    "agency": message("travel agency"),
    "document": message("kind of document"),
    "document age": message("age of the document"),
    "document validity": message("remaining validity of the document"),
    "minor": message("unaccompanied minor"),
    "routing and departure date": message("routing with departure date"),
}

STATE_WORDS = {
    "proposed": message("waits for its approval"),
    "refused": message("refused"),
    "coming": message("approved, not begun"),
    "in force": message("in force"),
    "suspended": message("suspended"),
    "review missed": message("not in force: review missed"),
    "expired": message("expired"),
    "replaced": message("replaced by a later version"),
    "withdrawn": message("withdrawn"),
    "altered": message("altered after its approval: locked"),
}

DECISION_WORDS = {
    "confirmed": message("Confirmed: the journey calls for further examination (hit)"),
    "refuted": message("Refuted: the journey has an innocent explanation, or the data is wrong"),
    "undetermined": message("Undetermined: another officer must look"),
}
