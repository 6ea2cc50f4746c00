"""Data packs: programmes, chains, industries, places, indices, examples. Data, never code.

``path("chains", "bearing")`` finds a packaged file, ``names("chains")`` lists them, and
``read_yaml(file)`` reads any YAML pack together with the line every value stands on, so that a
validator can say ``chains/bearing.yaml:17`` about a wrong edge.
"""

from yanzhen.packs.files import KINDS, names, path
from yanzhen.packs.positions import Place, YamlDocument, read_yaml

__all__ = ["KINDS", "Place", "YamlDocument", "names", "path", "read_yaml"]
