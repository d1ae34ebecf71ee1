import importlib
import sys
import warnings

from bot.plotting import pygal


def test_drawing_leaves_the_imports_of_others_alone():
    assert not [one for one in sys.meta_path if isinstance(one, pygal.PluginImportFixer)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sys.modules.pop("colorsys", None)
        importlib.import_module("colorsys")
