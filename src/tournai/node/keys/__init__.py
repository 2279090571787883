"""Keys of the node: data keys that can be destroyed, keys of blind indexes, the log's signing key, and sealing."""

from tournai.node.keys.data_keys import DataKey, KeyStore
from tournai.node.keys.key_files import ExposedKeys
from tournai.node.keys.sealing import blind, seal, unseal
from tournai.node.keys.signing import SigningKey

__all__ = ["DataKey", "ExposedKeys", "KeyStore", "SigningKey", "blind", "seal", "unseal"]
