"""Models side by side, with their intervals.

- `calibration`: Credit scaled to what experiments measured; what is left of the orders was not
  caused.
- `comparison`: The models side by side: what each gives to each channel, and where it differs.
- `comparison_intervals`: How sure a comparison is: the intervals of its pages, of all orders and of
  the blocks.
- `credit_cube`: Credit by window, model, block and value.
- `experiment_rows`: Models held against experiments: factors, their intervals, verdicts.
- `experiments`: What experiments measured, beside what models credit in their days.
- `figures`: How each measure of a comparison is computed, of point estimates and of replicates
  alike.
- `folding`: Values of a comparison added up into one row: those past the first ones.
- `intervals`: The columns that tell how sure the credit of one model is, on one page of a
  comparison.
- `measures`: What a comparison says of each model and value: the one list that all who show it
  read.
- `page`: One window and block of a comparison: the figures of each model as rows.
- `page_intervals`: How sure each figure of a comparison is: intervals and ranks, page by page.
- `replicates`: The credit of a comparison in each replicate of its customers.
- `row_names`: The names of the rows of a report: its own, and those of the values of the files.
- `segment_credit`: Which values brought the customers of which segments, and the revenue: credit by
  segment.
- `spending`: What was spent on the values of a comparison, beside what the models give to them.
"""
