"""`merito value`.

- `acquisition`: What customers are worth by the channel that won them, against what winning them
  cost.
- `errors`: What cannot be told of the channels that won customers.
- `forecasts`: How the value of a shop's customers is forecast: the settings, and the run over the
  purchases.
- `new_customers`: Which channels won the new customers, added up over the parts of the customers.
- `report`: What customers are worth, who is slipping away, and how far to believe it.
- `tables`: The values of segments and customers, and the models behind them, as tables.
"""
