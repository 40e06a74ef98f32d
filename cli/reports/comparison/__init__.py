"""`merito compare`.

- `captions`: What stands above a comparison and below it: its title, and how its models are
  computed.
- `effects`: The removal effects of one Markov model, a report of their own.
- `errors`: What cannot be compared.
- `further_tables`: What else a comparison can show: all orders over all costs, experiments, what
  chains learned.
- `limits`: What a comparison leaves out or refuses where the dimension has thousands of values.
- `markov_tables`: What the data-driven models have learned: removal effects, and the chain's
  transitions.
- `overview`: A comparison in a title and a line, for the screen that has no room for all of its
  models.
- `report`: The comparison, and the check of what it was made from.
- `results`: What the models of the settings find in a shop.
- `returns`: What costs add to a comparison: what stands below it, and what does not match.
- `roles`: Which role each channel plays, told below a comparison.
- `tables`: The comparison of models as a table of the report.
- `undivided`: Tables of all orders together, which a breakdown does not part.
- `warnings`: Whether the data can carry what data-driven models say: warnings with the numbers.
"""
