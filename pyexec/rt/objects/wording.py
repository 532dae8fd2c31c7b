"""Messages that CPython words differently from version to version: those of the running one."""

from __future__ import annotations

import sys
from typing import Final

# `[].index(5)`: "5 is not in list", then "list.index(x): x not in list".
INDEX_SHOWS_VALUE: Final = sys.version_info < (3, 14)
