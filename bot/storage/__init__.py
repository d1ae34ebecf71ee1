"""The one database: who may ask, what was asked and answered, and what is still to be done."""
