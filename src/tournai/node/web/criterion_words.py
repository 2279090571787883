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
    "document age and validity": message("age and validity of the document"),
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

ALARM_WORDS = {
    "review soon": message("review due soon"),
    "review missed": message("not in force: review missed"),
    "ends soon": message("ends soon"),
    "altered": message("altered after its approval: locked"),
}

ACT_WORDS = {
    "objection": message("objection"),
    "no objection": message("no objection"),
    "suspend": message("suspended"),
    "resume": message("resumed"),
    "review": message("reviewed"),
    "withdraw": message("withdrawn"),
    "replace": message("replaced by a later version"),
    "lock": message("altered after its approval: locked"),
}

FIELD_WORDS = {
    "title": message("Title"),
    "text": message("Criterion"),
    "offence": message("Offence"),
    "knowledge": message("Knowledge it is drawn from, and why it is necessary"),
    "against": message("What speaks against a match"),
    "starts": message("First day"),
    "ends": message("Last day"),
    "review_by": message("To be reviewed by"),
}

GROUP_WORDS = {
    "age": message("age"),
    "nationality": message("nationality"),
    "sex": message("sex"),
    "not known": message("not known"),
    "others": message("small groups together"),
    "under 18": message("under 18"),
    "18 to 29": message("18 to 29"),
    "30 to 44": message("30 to 44"),
    "45 to 64": message("45 to 64"),
    "65 and over": message("65 and over"),
    "F": message("female"),
    "M": message("male"),
    "X": message("unspecified"),
}
"""Groups are counted in a trial, and never a condition."""

WHY_WORDS = {
    "an airport may stand for the nationality or origin of those who fly from it": message(
        "an airport may stand for the nationality or origin of those who fly from it"
    ),
    "with a routing, a day may stand for a feast or a pilgrimage": message(
        "with a routing, a day may stand for a feast or a pilgrimage"
    ),
    "a currency stands for the country of payment, and that for where the payer comes from": message(
        "a currency stands for the country of payment, and that for where the payer comes from"
    ),
    "the customers of one agency may share an origin or a neighbourhood": message(
        "the customers of one agency may share an origin or a neighbourhood"
    ),
    "whoever may travel on an identity card is, on most routes, a citizen of the Union": message(
        "whoever may travel on an identity card is, on most routes, a citizen of the Union"
    ),
    "it tells an age, which alone says nothing of conduct": message(
        "it tells an age, which alone says nothing of conduct"
    ),
    "together they tell its term, and that its state, or that its holder is a child": message(
        "together they tell its term, and that its state, or that its holder is a child"
    ),
    "an airport serves a place of pilgrimage: who flies there may tell a religion": message(
        "an airport serves a place of pilgrimage: who flies there may tell a religion"
    ),
    "together they may stand for a pilgrimage, a feast or a meeting": message(
        "together they may stand for a pilgrimage, a feast or a meeting"
    ),
}
"""Why a fact asks for a second look: the words of `screening.criteria`."""

GROUND_WORDS = {
    "nationality": message("nationality"),
    "issuing state of a document": message("issuing state of a document"),
    "place of birth": message("place of birth"),
    "residence": message("residence"),
    "country or region": message("country or region"),
    "sex": message("sex"),
    "age": message("age"),
    "name": message("name"),
    "language": message("language"),
    "meal": message("meal"),
    "special service": message("special service"),
    "contact's country": message("contact's country"),
    "passenger type": message("passenger type"),
    "card's country": message("card's country"),
    "race or ethnic origin": message("race or ethnic origin"),
    "opinion, belief or union": message("opinion, belief or union"),
    "health, sexual life or orientation": message("health, sexual life or orientation"),
    "a country instead of a route is its people": message("a country instead of a route is its people"),
    "a prefix, domain or address tells the country of whoever owns it": message(
        "a prefix, domain or address tells the country of whoever owns it"
    ),
    "an age says nothing of conduct": message("an age says nothing of conduct"),
    "it is the nationality by another name; so are the first signs of a document's number": message(
        "it is the nationality by another name; so are the first signs of a document's number"
    ),
    "it stands for ethnic origin": message("it stands for ethnic origin"),
    "it stands for nationality and origin": message("it stands for nationality and origin"),
    "it stands for where the payer comes from": message("it stands for where the payer comes from"),
    "it tells ethnic origin": message("it tells ethnic origin"),
    "it tells health or religion, and is not kept": message("it tells health or religion, and is not kept"),
    "it tells religion or health": message("it tells religion or health"),
    "its codes tell ages, occupations and clergy": message("its codes tell ages, occupations and clergy"),
    "named by the law": message("named by the law"),
    "the script, form or spelling of a name tells ethnic origin or religion": message(
        "the script, form or spelling of a name tells ethnic origin or religion"
    ),
    "who somebody is, not what they do": message("who somebody is, not what they do"),
}
"""The grounds that no criterion may rest on, and why: the words of `screening.criteria.grounds`."""

TOKEN_WORDS = {
    "the end": message("the end"),
    "a quoted text": message("a quoted text"),
    "a number": message("a number"),
    "a day": message("a day"),
    "three letters": message("three letters"),
    "seven or eight digits": message("seven or eight digits"),
}
"""What the reader of a criterion says that it found or expected."""
