"""What may be set, one file a section.

- `exports/`: Settings of exported files: where they are, how they are read, what their columns
  mean.
- `models/`: Settings of the models: their kinds, parameters and names.
- `channels`: Settings of the channels: how source and medium become channels, and which have a
  meaning.
- `durations`: Durations as written in the configuration and on the command line: 12h, 30d, 4w.
- `experiments`: Settings of experiments: what somebody measured that a channel caused.
- `journeys`: Settings of the journeys: windows, repeat orders, transforms.
- `kpis`: Settings of KPIs: what is watched, and what it has to reach.
- `own_segments`: Settings of segments of one's own: conditions over what is known of customers.
- `returns`: Settings of what advertising returned: the margin, and the target.
- `rfm`: Settings of the RFM report and of cohorts: dates, scoring, segments, periods.
- `root`: The whole configuration file as one typed value.
- `sensitivity`: Settings of the sensitivity report: how many touches are lost, how often.
- `spark`: Settings of Spark: which cluster, and how it is set up.
- `tolerance`: How many bad rows a run may leave out: a count or a share.
- `types`: The base of every section of the configuration, and the types its values share.
- `uncertainty`: Settings of the intervals: how often customers are resampled.
- `value`: Settings of what customers are worth.
"""
