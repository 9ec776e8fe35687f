"""Coding: triggers to PLOVER type, mode, context and status, CAMEO codes and scores, dates and repeated reports."""
