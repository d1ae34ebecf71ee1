"""The history of the tables, oldest first; ``bot.storage.migration`` runs it."""
