"""`merito sensitivity`.

- `brief`: The few draws that highlights are made of.
- `decisions`: Which channels to keep and which to cut, and what turns that over.
- `report`: The sensitivity report: whether a conclusion survives that tracking loses touches.
- `summary`: What survives lost touches, in sentences.
- `tables`: What is left of ranks and credit where touches are lost, for people: models side by
  side.
"""
