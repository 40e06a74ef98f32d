"""`merito journeys`.

- `display`: The tables as people read them: the columns that fit, bars, roles in words.
- `errors`: What cannot be asked of journeys.
- `excerpts`: The first rows of a table, and what the others add up to.
- `report`: How channels work together, as a report.
- `request`: What the command line and the settings ask of the journeys.
- `tables`: The tables in full, as files have them.
- `whole_report`: The tables of journeys in the report of everything.
- `wording`: What each table says, in the words of its caption.
"""
