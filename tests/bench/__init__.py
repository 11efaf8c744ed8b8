"""How much CPU a build costs, measured against the floor that its imports set."""
