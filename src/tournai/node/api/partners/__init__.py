"""The partners' door: a server of its own, where only nodes of the member list get in."""

from tournai.node.api.partners.door import create_partners_door
from tournai.node.api.partners.tls import partner_serving_options

__all__ = ["create_partners_door", "partner_serving_options"]
