"""The Markov chain of channels, exact, and the effects of removing one.

- `chain`: A chain of any order before anything is removed from it.
- `effects`: What is lost when a channel is removed, and the credit that follows from it.
- `estimator`: The Markov model computed from a chain's events.
- `events`: The events of a chain, added up over the parts and weighted by resampling group.
- `first_order`: Removal effects of a chain that remembers one value: all of them from one
  inverse.
- `influence`: What each resampling group contributes to what is left of a chain without a value.
- `linear_system`: Large linear systems of chains: how often each state is visited.
- `moves`: Probabilities of the moves between the states of a chain, all of them or some.
- `order_selection`: How many touches a chain should remember: what predicts the next event best.
- `rank_one`: What is left of a chain of order 1 without each value: all of it from one inverse.
- `remainder`: What is left of a chain without one value, by walking on through the states that
  are left.
- `removal`: Removal effects of a chain of any order, and how they change with the weights of
  groups.
- `states`: The states of a chain of any order: windows of the last values, and what moves between
  them.
- `transitions`: The transition matrix of a chain as a table.
"""
