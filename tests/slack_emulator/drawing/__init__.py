"""Draws messages and views as HTML that looks like Slack; every text is escaped."""
