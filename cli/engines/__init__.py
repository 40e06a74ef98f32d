"""How parts of the customers are run: in memory, spilled, on Spark.

- `spark/`: Parts on a Spark cluster.
- `spill/`: Parts one after the other, in a temporary folder.
- `attribute`: What a plan comes to, wherever the rows are.
- `bucket_store`: Rows of customers, kept apart by bucket: what every store of them can do.
- `choice`: The ways to run a report: which there are, and which one a run takes.
- `chunk_reader`: How an engine gets at files: piece by piece, each row into the bucket that a
  function says.
- `launch`: The engine of a run, made ready and put away.
- `memory_budget`: How much memory a run may take.
- `memory_need`: How much memory files need where everything is held in it.
- `memory_rows`: Everything in memory: the parts of the customers one after the other on a few
  threads.
- `paths`: What is counted of the paths that channels stand on, wherever the rows are.
- `rows`: The cleaned rows of a run, in memory or elsewhere: what every report is computed from.
- `stored_rows`: Touches and orders by customer in a store: the parts are made of a bucket at a
  time.
- `threads`: Threads that stop where the work does.
"""
