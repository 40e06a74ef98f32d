"""Which touches belong to which order, and to none.

- `journeys`: Journeys: the touches before each order that its lookback window holds.
- `nonconverting`: Non-converting journeys: the touches that no order claimed, cut into runs.
- `transforms`: Path transforms: repeated touches of a journey left out (after Google's
  fractribution).
- `windows`: Lookback windows: how long before an order a touch may lie and still belong to its
  journey.
"""
