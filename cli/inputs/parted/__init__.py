"""Files that are larger than memory: read piece by piece, rows by customer in a store."""
