"""One module a report: settings and inputs in, a `Report` out."""
