"""The directives and the vocabulary that come with the product."""

from __future__ import annotations

from pathlib import Path

import knowledge

_LIBRARY = Path(str(knowledge.__file__)).parent
DIRECTIVES = _LIBRARY / "directives"
VOCABULARY = _LIBRARY / "vocabulary.toml"
GOLDEN = _LIBRARY / "golden.toml"
