"""`merito compare`.

- `markov_tables`: What the data-driven models have learned: removal effects, and the chain's
  transitions.
- `report`: The comparison, and the check of what it was made from.
- `tables`: The comparison of models as a table of the report.
- `warnings`: Whether the data can carry what data-driven models say: warnings with the numbers.
"""
