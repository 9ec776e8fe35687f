"""Analysis: spans of mentions, event triggers and their roles, cues and contents, found by lexicon and shallow syntax."""
