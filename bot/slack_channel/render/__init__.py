"""Pure functions from what is to be shown to Block Kit."""
