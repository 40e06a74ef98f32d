"""`merito value`.

- `forecasts`: How the value of a shop's customers is forecast: the settings, and the run over the
  purchases.
- `report`: What customers are worth, who is slipping away, and how far to believe it.
- `tables`: The values of segments and customers, and the models behind them, as tables.
"""
