"""Real calls on the engine: over FastAGI from an Asterisk, over webhooks from a hosted number."""
