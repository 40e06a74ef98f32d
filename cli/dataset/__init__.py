"""All files of a run, loaded: what every report starts from.

- `bad_rows_file`: The file that bad rows are saved to, as they were and with what is wrong with
  them.
- `breakdown`: What `--by` names: an attribute of the touches, of the orders, or one made from
  them.
- `contexts`: How the files of each role are read, as the settings of a run say.
- `costs`: The costs of a run, and how a report tells of them.
- `counted_orders`: Which orders a report counts.
- `dataset`: A shop: the files of a run, read, which every report starts from.
- `date_range`: The days of a report as given on the command line.
- `identities`: Touches and orders given to the customers that their ids lead to.
- `in_memory`: A shop in memory.
- `in_store`: A shop whose rows are in a store.
- `logins`: The logins of a run, and whose ids they say are.
- `open`: The shop of a run, opened: its files read the way its engine does.
- `run`: A run: its settings, where its files and bad rows go, and how their rows are read.
- `stored_files`: All files of a role read piece by piece into a store.
- `stored_orders`: Orders larger than memory: settled orders by customer in a store.
- `stored_touchpoints`: Touchpoints larger than memory: usable touches by customer in a store.
"""
