"""Workbooks (.xlsx) as text: a sheet becomes lines that are read as those of a CSV file.

- `archive`: A workbook as a zip archive: its sheets, what it unpacks to, and cells that hold
  errors.
- `cells`: Typed cells as text, so written that nobody can take them for something else.
- `errors`: Workbooks that cannot be read, and sheets among which nothing decides.
- `sheets`: The sheets of a workbook, each as a text of its own.
"""
