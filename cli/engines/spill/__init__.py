"""Parts one after the other, in a temporary folder.

- `reader`: Files of this machine, read piece by piece.
- `scratch`: A folder for what does not fit into memory: there while it is used, and gone
  afterwards.
- `store`: Rows spilled to a temporary folder, for files that are larger than memory.
"""
