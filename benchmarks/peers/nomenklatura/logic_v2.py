"""Run by the peer's own interpreter: scores of pairs by nomenklatura's logic-v2.

Standard input is JSON: ``{"alerts": [...], "travellers": [...], "pairs": [[traveller, alert], ...]}``, where a person
is ``{"names", "births", "sex", "states"}``; standard output, a score a pair.
"""

import json
import sys

from followthemoney import model
from nomenklatura.matching import get_algorithm


def main() -> None:
    asked = json.load(sys.stdin)
    algorithm = get_algorithm("logic-v2")
    config = algorithm.default_config()
    alerts = [entity(f"a{place}", person) for place, person in enumerate(asked["alerts"])]
    travellers = [entity(f"t{place}", person) for place, person in enumerate(asked["travellers"])]
    pairs = ((travellers[one], alerts[other]) for one, other in asked["pairs"])
    json.dump([algorithm.compare(traveller, alert, config).score for traveller, alert in pairs], sys.stdout)


def entity(key: str, person: dict[str, list[str]]):
    properties = {"name": person["names"], "birthDate": person["births"], "nationality": person["states"]}
    properties["gender"] = person["sex"]
    return model.get_proxy({"id": key, "schema": "Person", "properties": properties}, cleaned=False)


main()
