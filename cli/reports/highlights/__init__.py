"""What a reader should know first: one small file a rule, made from the tables of other reports.

- `catalogue`: All rules, and the order in which what they find is told.
- `credit`: What a comparison says of one value, model by model.
- `data_findings`: Findings of the check that make reports wrong.
- `experiments`: Channels that models credit with more, or less, than an experiment measured.
- `few_customers`: A tenth of the customers brings half of the revenue or more.
- `kpis`: KPIs that are not as they should be, or better.
- `last_click`: Channels that last click praises, since they close what others open.
- `lost_touches`: Decisions and ranks that look sure and turn where touches are lost.
- `models_disagree`: Channels whose credit depends on the model.
- `one_time_buyers`: How many ordered once, and what the others bring.
- `openers`: Channels that open more journeys than they close.
- `report`: The highlights of a shop, and the table of them.
- `returns`: Channels that earn their cost under all models, none, or some.
- `slipping_away`: Value of customers who keep quiet.
- `subject`: What the rules look at.
- `unexplained_orders`: Revenue that follows no touch.
- `valuable_customers`: The best customers become fewer.
"""
