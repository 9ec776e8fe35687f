"""How good the records are: reference records are read, compared with the program's, and the figures shown.

``gold`` reads reference files, ``parts`` is what is compared, ``score`` counts agreement, ``report`` makes figures and
tables.
"""
