"""The front desk: answers questions from a snapshot, in Telegram, Slack and the terminal."""
