"""What a page and its reports say, in Italian.

- `bad_rows`: What is wrong with single rows, and what mends them.
- `export_notes`: Notes on what was read of touchpoints, orders and costs.
- `file_findings`: Findings of the check on rows and days of the files.
- `labels`: The labels, sentences and terms of the page itself.
- `notes`: Notes of reports.
- `order_findings`: Findings of the check on orders and their currencies.
- `sentences`: Lines of ledgers, verdicts and captions.
- `titles`: What stands above tables and columns.
- `touch_findings`: Findings of the check on touches, customers, channels, costs and coverage.
"""
