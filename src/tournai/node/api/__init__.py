"""The machines' door: carriers push here, and a monitor asks whether the node is well."""

from tournai.node.api.app import create_api
from tournai.node.api.tls import TlsFiles, serving_options

__all__ = ["TlsFiles", "create_api", "serving_options"]
