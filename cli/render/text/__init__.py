"""What the terminal's table and Markdown share.

- `comparison`: A comparison as sheets: a column a model, its changes against the baseline marked.
- `interval_text`: What a comparison's intervals say of its numbers, as text beside them.
- `layout`: How the columns of a table are arranged in a width: names fold, numbers never do.
- `lines`: Panels and records as lines of text, coloured where that is wanted.
- `markers`: The signs of a comparison, and the lines below it that explain those it shows.
- `matrix`: A matrix as a sheet: shaded by blocks, and marked where its time is not over.
- `model_columns`: What one model says of each channel, as text: values, how sure they are, and
  their changes.
- `model_marks`: Models as marks on a bar: one shape for each, told by the shape alone.
- `months`: A comparison of one model by month as sheets: a column a month.
- `paths`: Paths as people read them: repeats said once, and of very long ones the ends.
- `sections`: A report's table as sheets of text: formatted, safe to show, not yet laid out.
- `stacking`: How the figures of a model stand in its column: beside each other, or below.
- `text_width`: Text measured in terminal cells: folded, padded, and made safe to show.
"""
