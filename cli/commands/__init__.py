"""The commands, one file each: settings, dataset, report, output.

- `catalogue`: the list of commands, each imported when it is called.
- `check`: `merito check`: what was read, dropped and matched, and what is odd about it.
- `cohorts`: `merito cohorts`: customers by their first order, and who comes back.
- `compare`: `merito compare`: the models side by side.
- `credits`: `merito credits`: the rows that every printed number is the sum of.
- `customer`: `merito customer ID`: one customer, whole.
- `demo`: `merito demo`: the sample shop in a folder of one's own.
- `explain`: `merito explain`: what a model does, with which values, and where each came from.
- `help`: `merito help`: the manual, a topic at a time.
- `init`: `merito init`: a commented merito.yaml for the files at hand.
- `journeys`: `merito journeys`: how channels work together before an order.
- `report`: `merito report`: every report the files allow.
- `rfm`: `merito rfm`: segments by recency, frequency and monetary value.
- `sensitivity`: `merito sensitivity`: whether a conclusion survives that touches are lost.
- `value`: `merito value`: what customers are worth, and who is slipping away.
- `watch`: `merito watch`: KPIs against their targets and their own past.
"""
