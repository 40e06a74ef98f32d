"""JSON as text: a record becomes a line that is read as those of a CSV file.

- `beginning`: How JSON begins.
- `errors`: JSON that is damaged, or holds no list of records.
- `json_records`: The records of a file: lines, a list, or the list in an answer of a service.
- `table`: Records as the text of a table, what is nested in them in columns of its own.
"""
