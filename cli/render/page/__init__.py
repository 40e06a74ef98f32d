"""A report as one page of HTML that loads nothing: for whoever decides.

- `bars`: Bars in rows: several parts side by side, or one after the other.
- `context`: What every section of a page takes.
- `data_table`: Tables with their values as CSV has them beside what people read.
- `document`: The page around the sections, with the hashes of its style and script.
- `dots`: The dot plot of a comparison: a row a channel, a lane a model.
- `heat`: Tables whose cells are shaded by their values.
- `html`: HTML and SVG written through one helper that escapes.
- `scale`: Where a value stands between two ends, with round marks.
- `sections/`: One small file a section of the page.
- `words/`: The words of a page, in each language.
"""
