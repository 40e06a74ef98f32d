"""Reports: a dataset in, a `Report` out; one folder each.

- `channels/`: Channels that are unknown or Unassigned.
- `check/`: `merito check`: the ledger, and findings, one small rule each.
- `cohorts/`: `merito cohorts`.
- `comparison/`: `merito compare`.
- `credits/`: `merito credits`.
- `customer/`: `merito customer`.
- `experiments/`: Experiments, and the models that they are held against.
- `highlights/`: What a reader should know first: one small file a rule.
- `journeys/`: `merito journeys`.
- `migration/`: `merito rfm --since`.
- `page_tables`: Tables that a page alone has: revenue by month, and customers by their scores.
- `returns/`: What advertising cost and returned.
- `rfm/`: `merito rfm`.
- `sensitivity/`: `merito sensitivity`.
- `touch_days/`: The interaction basis: credit by the day of its touch.
- `value/`: `merito value`.
- `watch/`: `merito watch`.
- `attribution_plan`: The models of the settings as the library's models.
- `block_groups`: The blocks of a breakdown as they are shown, where customers may be in several.
- `build`: A report put together: tables, ledger, notes and the run's facts.
- `costliest_finding`: The finding of `merito check` with the most money in it, of those that a
  report can tell.
- `customer_groups`: Sums over the customers of each resampling group, and their replicates.
- `customers_alone`: Every report that orders alone allow, together.
- `early_orders`: Orders so early in the files that touches of their journeys may lie before these
  begin.
- `explain`: The page of a model: what it does, its values and where each came from.
- `first_window`: The window of reports that have room for one, where several are set.
- `full`: Every report the files allow, together.
- `listings`: The first rows of the tables that list, and what the others add up to.
- `listed_ids`: Orders with several customers in one cell, whose touches are nobody's.
- `material`: What the reports of a run are made from, read once for all of them.
- `nearest_ids`: Ids that are most like one that is in no file.
- `own_pages`: Touches that come from pages of the shop itself.
- `payment_pages`: Orders right after a touch that comes from a page of payment.
- `summary`: A ledger in one sentence for people; `merito check` and the logs tell every row.
"""
