"""Files that Spark finds, read in its workers by our own reader.

- `block_reader`: Pieces of a file, read in a worker of Spark by our own reader.
- `blocks`: Rows that Spark reads as blocks of files, in its workers.
- `file_heads`: The beginning of a file that Spark finds: what it is is told by that alone.
- `find_files`: Files where Spark finds them: s3a://, hdfs://, gs://, folders, patterns, paths of
  this machine.
- `reader`: Files that Spark finds, read by our own reader in its workers.
"""
