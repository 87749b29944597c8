"""How a record comes to life: each ledger table into the models that hold it."""
