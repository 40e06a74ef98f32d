"""`merito check`: the ledger, and findings, one small rule each.

- `amounts`: What orders cost, and those that cost most and least.
- `catalogue`: All findings, in the order of their names.
- `channels`: Channels that look like one another, have no name, or are named only in the
  settings.
- `costs`: Costs that no touch answers to, and touches that were paid for and have no costs.
- `coverage`: Coverage: how much of the orders the touchpoints can explain, and why not the rest.
- `customers`: Customers that are none: robots, and words that stand for a missing id.
- `days/`: Days without rows, dates that can only be mistakes, and the spans of the files.
- `finding`: A finding: what is odd about the files, and what to do about it.
- `finding_names`: The names of the findings and how grave they are; what `--ignore` is told.
- `ids/`: Ids that mean nobody, and ids that may be the same.
- `orders`: Orders: too few, too large, given back more than once, in a currency of their own.
- `report`: The page to read first: files, ledger, coverage, findings, and what has no channel.
- `rows`: Rows that were left out or read with a doubt.
- `subject`: What the findings look at: what was read, and what was added up from it once.
- `tables`: The tables of the page to read first.
- `totals`: What the findings look at, added up over all customers.
- `unexplained`: Counted orders that no lookback window can explain, and why.
- `visits`: Touches that are events inside of visits rather than visits.
"""
