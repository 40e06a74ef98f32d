"""Parts on a Spark cluster.

- `arrow`: Functions over Arrow batches, without pandas.
- `connection/`: Spark started or reached: its session, its Java, this code for its workers.
- `error_translation`: Exceptions of Spark as mistakes with a remedy.
- `errors`: What can be wrong with Spark: how it is installed, reached and asked.
- `files/`: Files that Spark finds, read in its workers by our own reader.
- `signals`: Ctrl-C while Spark works, and libraries that would say more than is asked for.
- `skew`: Customers with so many rows that one worker may not hold them: robots, tills, shared
  logins.
- `store`: Rows by bucket in Spark, and the engine that spreads pieces of the input over them.
- `transfer`: Tables and errors on their way between Spark's workers and this process.
- `worker`: What runs in the workers of Spark: rows of blobs in, rows of blobs out.
"""
