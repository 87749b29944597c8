"""What the town's own processes are asked to do."""
