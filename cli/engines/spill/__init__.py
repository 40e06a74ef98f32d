"""spill."""
