"""Resolution: spans to values — entities, dates and amounts."""
