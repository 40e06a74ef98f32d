"""Experiments, and the models that they are held against.

- `calibrated`: What a reader should know of models whose credit is scaled to experiments.
- `errors`: What cannot be told of experiments.
- `read`: The experiments of the settings, found again in the files of a run.
- `tables`: The models held against the experiments, as a table.
"""
