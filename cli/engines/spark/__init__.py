"""Parts on a Spark cluster.

- `arrow`: Functions over Arrow batches, without pandas.
- `block_reader`: Pieces of a file, read in a worker of Spark by our own reader.
- `blocks`: Rows that Spark reads as blocks of files, in its workers.
- `error_translation`: Exceptions of Spark as mistakes with a remedy.
- `errors`: What can be wrong with Spark: how it is installed, reached and asked.
- `file_heads`: The beginning of a file that Spark finds: what it is is told by that alone.
- `find_files`: Files where Spark finds them: s3a://, hdfs://, gs://, folders, patterns, paths of
  this machine.
- `java`: The Java that Spark runs on: looked at only when Spark does not start.
- `java_flags`: What Java is told when Spark starts on this machine: how it compiles and collects.
- `packages`: This very code as an archive, for workers of a cluster that do not have it.
- `reader`: Files that Spark finds, read by our own reader in its workers.
- `remote`: A session of a Spark Connect server.
- `session`: A session of Spark: started, or reached where it runs, and left without a trace.
- `signals`: Ctrl-C while Spark works, and libraries that would say more than is asked for.
- `skew`: Customers with so many rows that one worker may not hold them: robots, tills, shared
  logins.
- `store`: Rows by bucket in Spark, and the engine that spreads pieces of the input over them.
- `transfer`: Tables and errors on their way between Spark's workers and this process.
- `worker`: What runs in the workers of Spark: rows of blobs in, rows of blobs out.
"""
