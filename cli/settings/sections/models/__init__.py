"""Settings of the models: their kinds, parameters and names.

- `credit_rules`: Credit rules: conditions on a touch and the factor on its credit.
- `data_driven`: The data-driven kinds of models; a docstring here is what `explain` prints.
- `model_list`: The list of models: each a kind with parameters, under a name, perhaps with its
  own window.
- `model_words`: Words that other programs and books call models by, and what they are called
  here.
- `rule_based`: The kinds of models and their parameters; a docstring here is what `explain`
  prints.
"""
