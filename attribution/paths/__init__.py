"""How the values of journeys work together: roles, sets, paths, their lengths, what comes next.

Everything is counted in whole numbers, part by part, so that it is the same however it is cut.

- `batches`: Journeys as sequences of values, and which values each of them holds.
- `distributions`: How long journeys take and how many touches they have.
- `groups`: Paths by groups of blocks that may overlap.
- `keys`: Sequences of values as bytes, and as text.
- `masks`: Which values journeys hold, a bit each: what can be counted fast where there are few
  values.
- `next_steps`: What customers do after a touch, from their timelines.
- `pairs`: Values that occur together in a journey, and what each does without the other.
- `path_intervals`: The 95 % intervals of what journeys hold, from resampled groups of customers.
- `people`: How many customers stand behind the figures of journeys: of a few there are no
  intervals.
- `plan`: What is asked of the paths.
- `quotients`: Quotients that are null where they say nothing.
- `roles`: Who opens, assists and closes: assisted conversions (Google Analytics).
- `sets`: Journeys by the set of values that they hold.
- `statistics`: What one part says of the paths, added up over the parts.
- `tables`: The tables of the paths, finished from what the parts say together.
- `top_paths`: Whole paths and what they lead to.
"""
