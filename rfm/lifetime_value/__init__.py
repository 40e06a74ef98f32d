"""What customers are worth: how often they will buy, how much they spend, who has left.

- `acquisition`: What customers are worth by what won them, against what winning them cost.
- `at_risk`: Which customers are slipping away, and with how much money.
- `cautions`: Which warnings a forecast comes with.
- `choices`: The models that can be chosen, by name.
- `customer_values`: What each customer is worth.
- `errors`: The mistakes of forecasting value, each with its sentence.
- `fitting`: Maximum likelihood: where the parameters of a model are, and how sure they are.
- `fixed_sums`: Sums of fractions that are the same in whatever order and parts they are added.
- `forecast`: What a fitted model says of each purchase pattern.
- `gamma_gamma`: What a purchase is worth, from the mean of a customer's repeat purchases.
- `holdout`: How well the models would have forecast the latest days.
- `notes`: When a forecast is not to be believed, in plain sentences.
- `parameters`: How the value of customers is forecast.
- `patterns`: How many customers bought alike: what the models are fitted to.
- `purchase_models/`: How often customers buy: the models of their purchases.
- `purchases`: Days on which customers bought, and what they come to by a day.
- `segment_values`: What the customers of each segment are worth.
- `spend`: What a customer's next purchase is worth.
- `valuation`: From what customers did to a fitted, judged forecast.
"""
