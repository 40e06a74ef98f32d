"""Spark: the same steps in the workers of a cluster, or of this machine."""
