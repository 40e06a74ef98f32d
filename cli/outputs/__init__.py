"""Where finished reports go: complete or not at all, and never over what the run reads.

- `destinations`: Where finished reports go: files, folders and streams, complete or not at all.
- `folder_swap`: A folder of files replaced as one: nobody ever sees files of two runs beside each
  other.
- `former_files`: Files of the run before in a folder of reports, by what its list of files says.
- `targets`: The files that a run writes: none that it reads, and none of somebody else's without
  --force.
- `temporary_files`: Files and folders beside an output while it is written: gone afterwards,
  however that ends.
"""
