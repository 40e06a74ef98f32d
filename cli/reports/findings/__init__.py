"""What an analyst should know about the files before believing a report: one noun a module."""
