"""Spark started or reached: its session, its Java, this code for its workers.

- `java`: The Java that Spark runs on: looked at only when Spark does not start.
- `java_flags`: What Java is told when Spark starts on this machine: how it compiles and collects.
- `packages`: This very code as an archive, for workers of a cluster that do not have it.
- `remote`: A session of a Spark Connect server.
- `session`: A session of Spark: started, or reached where it runs, and left without a trace.
"""
