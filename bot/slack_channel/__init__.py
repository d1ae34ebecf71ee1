"""The staff's channel: Slack, by Socket Mode or signed HTTP."""
