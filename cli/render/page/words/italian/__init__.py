"""What a page and its reports say, in Italian.

- `export_notes`: Notes on what was read of touchpoints, orders and costs.
- `findings`: The findings of the check.
- `labels`: The labels, sentences and terms of the page itself.
- `notes`: Notes of reports.
- `sentences`: Lines of ledgers, verdicts and captions.
- `titles`: What stands above tables and columns.
"""
