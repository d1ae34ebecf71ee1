"""From an answer to messages: text, entities and buttons; pure functions, no markup anywhere."""
