"""What a person can do in front of Slack."""
