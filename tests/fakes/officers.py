"""The people and machines of an invented passenger information unit."""

from tournai.values import Actor, Role

ANALYST = Actor("a.peeters", Role.ANALYST)
OTHER_ANALYST = Actor("j.janssens", Role.ANALYST)
SENIOR = Actor("s.martin", Role.SENIOR_ANALYST)
OTHER_SENIOR = Actor("l.dubois", Role.SENIOR_ANALYST)
DATA_PROTECTION_OFFICER = Actor("d.wouters", Role.DATA_PROTECTION_OFFICER)
SUPERVISOR = Actor("g.maes", Role.SUPERVISOR)
JUDGE = Actor("r.lambert", Role.JUDGE)
OTHER_JUDGE = Actor("h.delcourt", Role.INDEPENDENT_BODY)
INVESTIGATOR = Actor("police.desk", Role.INVESTIGATOR)
OTHER_INVESTIGATOR = Actor("customs.desk", Role.INVESTIGATOR)
BORDER_OFFICER = Actor("b.claes", Role.BORDER_OFFICER)
GATE = Actor("gate.1", Role.BORDER_GATE)
OTHER_BORDER_OFFICER = Actor("m.roche", Role.BORDER_OFFICER)
SECOND_LINE = Actor("k.nys", Role.SECOND_LINE_OFFICER)
OTHER_SECOND_LINE = Actor("t.faure", Role.SECOND_LINE_OFFICER)
ADMINISTRATOR = Actor("admin", Role.ADMINISTRATOR)
OTHER_ADMINISTRATOR = Actor("admin.2", Role.ADMINISTRATOR)
CARRIER = Actor("xx", Role.CARRIER)
NODE = Actor("node", Role.NODE)
