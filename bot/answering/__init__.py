"""From a question to an answer: understand, search, decide. Knows no chat platform."""
