"""Where data sets come from: the bundled tables, imports kept in a database, and both laid over each other.

`store.imports` and `store.layers` are imported by their own names: who reads the bundled data needs no database.
"""

from __future__ import annotations

from yjs_dash.store.bundled import BUNDLED, DataSet, corrected, data_directory, read_data_set
from yjs_dash.store.cells import read_cells

__all__ = ["BUNDLED", "DataSet", "corrected", "data_directory", "read_cells", "read_data_set"]
