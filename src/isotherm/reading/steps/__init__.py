"""One step a file: how a part is fed from the record and from earlier steps."""
