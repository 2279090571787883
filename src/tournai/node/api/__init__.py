"""The machines' door: carriers push here, and a monitor asks whether the node is well."""

from tournai.node.api.app import create_api

__all__ = ["create_api"]
