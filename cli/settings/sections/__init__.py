"""What may be set, one file a section.

- `channels`: Settings of the channels: how source and medium become channels, and which have a
  meaning.
- `columns`: What stands for a column of ours: one of theirs, several, a constant or an expression.
- `credit_rules`: Credit rules: conditions on a touch and the factor on its credit.
- `data_driven`: The data-driven kinds of models; a docstring here is what `explain` prints.
- `durations`: Durations as written in the configuration and on the command line: 12h, 30d, 4w.
- `export_formats`: Formats of exports: files in configs/formats/, and those that users write in
  the same way.
- `files`: Settings of the exported files: where they are and how they are read.
- `identities`: Settings of identities: which cookie, device or address is which customer.
- `journeys`: Settings of the journeys: windows, repeat orders, transforms.
- `model_words`: Words that other programs and books call models by, and what they are called here.
- `models`: The list of models: each a kind with parameters, under a name, perhaps with its own
  window.
- `rfm`: Settings of the RFM report and of cohorts: dates, scoring, segments, periods.
- `root`: The whole configuration file as one typed value.
- `rule_based`: The kinds of models and their parameters; a docstring here is what `explain`
  prints.
- `sensitivity`: Settings of the sensitivity report: how many touches are lost, how often.
- `spark`: Settings of Spark: which cluster, and how it is set up.
- `tolerance`: How many bad rows a run may leave out: a count or a share.
- `types`: The base of every section of the configuration, and the types its values share.
- `uncertainty`: Settings of the intervals: how often customers are resampled.
- `value`: Settings of what customers are worth.
"""
