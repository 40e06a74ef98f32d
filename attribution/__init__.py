"""Attribution: journeys, models and their uncertainty, pure: tables in, tables out.

- `comparison/`: Models side by side, with their intervals.
- `credit_rows/`: The rows behind every number: order by touch, with the weights of each model.
- `journeys/`: Which touches belong to which order, and to none.
- `markov/`: The Markov chain of channels, exact, and the effects of removing one.
- `models/`: The models, one file a kind.
- `parts/`: Touches and orders cut into parts of the customers.
- `paths/`: Roles, sets, paths, lags and next steps: how the values of journeys work together.
- `sensitivity/`: The same models under lost touches and other windows.
- `statistics/`: What is counted of a part and adds up over parts.
- `arrays`: The array types of the kernels and the small tools they share.
- `block_groups`: Blocks of a breakdown put together into groups that may overlap.
- `bootstrap`: Resampling of customers by group: sums in each replicate, their intervals, ranks
  that recur.
- `choices`: What an analyst may choose among; without any library, so that settings can name it
  cheaply.
- `direct`: Which channels are direct visits, however an export writes them.
- `errors`: Mistakes that only the numbers themselves can show.
- `estimates`: What the data-driven models of a plan say, from the statistics of all parts.
- `exact_sums`: Sums over resampling groups that come out the same with any linear algebra
  library.
- `lost_touches`: Touches lost at random, the same ones on every machine: what tracking might have
  missed.
- `money`: Money printed so that it foots: whole cents whose sum is the printed total.
- `plan`: What is asked of the journeys: windows, models and what credit is reported by.
- `results`: Everything the parts of the customers say together, however they are run.
- `shapley`: Shapley values of channels, exact over all coalitions.
- `single_pass`: A comparison, and the journeys it stands on, counted in one pass over the parts.
"""
