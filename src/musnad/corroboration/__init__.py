"""Across records: which reports tell of one happening, how many independent origins stand behind them, and who disputes it."""
