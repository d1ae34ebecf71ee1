"""Getting updates in and calls out, each once as far as Telegram lets one know."""
