"""The ground all rooms of the town stand on: settings, audiences, clock, ids, frame."""
