"""One small file a section of the page: each returns its markup, None where it has no tables.

- `catalogue`: The sections, in their order.
- `cohorts`: Who comes back.
- `comparison`: Where the models disagree.
- `customers`: Who the customers are, and who moved.
- `experiments`: The models held against what experiments measured.
- `head`: Title, period, money, coverage or customers.
- `highlights`: What a reader should know first.
- `journeys`: How channels work together.
- `kpis`: KPIs against their targets and their own past.
- `method`: How it was computed.
- `months`: Revenue by month, a small chart a channel.
- `others`: Tables that no section shows.
- `returns`: What advertising returned.
- `section`: A section, and the models that can be switched off in it.
- `sources`: What was read.
- `values`: What customers are worth.
"""
