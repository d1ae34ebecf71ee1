"""Who may ask: closed by default, opened by invites and by the configuration."""
