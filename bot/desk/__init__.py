"""The desk: people of the directorate who answer what no clause covers. Knows no chat platform."""
