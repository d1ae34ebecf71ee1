"""Files from outside: checked, and read in a process of their own, before anything trusts them."""

from indexer.intake.file_name import safe_name
from indexer.intake.guarded import read_guarded
from indexer.intake.limits import Limits
from indexer.intake.upload import read_upload

__all__ = ["Limits", "read_guarded", "read_upload", "safe_name"]
