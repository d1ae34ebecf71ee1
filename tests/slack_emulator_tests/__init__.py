"""The Slack emulator's own tests: it must refuse what Slack refuses."""
