"""The operator's desk: the isotherm map, trends and gates, integrity, exposure, privacy, jobs."""
