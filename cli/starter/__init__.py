"""A configuration file made for exported files: what `merito init` does.

- `columns/`: Which columns of a file are ours: certain, likely, or open with candidates.
- `ids/`: Whose the ids in the files are, and what makes them.
- `common_values`: What a column of a file says of all its rows: their currency, the zone of
  their times.
- `configuration`: The configuration file that is written, section by section.
- `encodings`: How the files are encoded where a configuration says it.
- `errors`: What keeps `init` from writing a file.
- `evidence`: What the values of a column are: times, amounts, ids, words.
- `given_files`: The files that `merito init` is given, by role, and what each came to alone.
- `inspect`: The files of a role looked at: their format, or their columns one by one.
- `kpis`: KPIs that the first rows of the files allow: what `merito watch` looks at to begin with.
- `layouts`: Files of one role whose columns are called differently: a format for each.
- `login_sections`: The section of logins: of files of them, of orders, or of the touches.
- `made_columns`: Columns of ours that a file has in no column of its own: day and time, products,
  leads.
- `order_rows`: What the rows of an order file are, and what their statuses mean.
- `preview`: The first rows of a file as reports will read them.
- `role_columns`: The columns of a file of no known export: which are ours, which are made, and what
  is said.
- `sample`: The first rows of a file as texts, whatever its header says.
- `sheets`: The sheet of a workbook that is meant, where its columns have names of their own.
- `short_years`: Days whose year has two digits: what they may be, which reading leaves to the
  settings.
- `text_layout`: How the text of a file is cut, where it is not as usual.
"""
