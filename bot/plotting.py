"""pygal, without the import hook that it installs for maps.

The hook is of the kind that Python 3.12 gave up, makes every later import warn, and breaks those
that look into ``sys.meta_path``. No maps are drawn here.
"""

from __future__ import annotations

import sys

import pygal

sys.meta_path[:] = [
    finder for finder in sys.meta_path if not isinstance(finder, pygal.PluginImportFixer)
]

__all__ = ["pygal"]
