"""How much CPU a build and reading cost, measured against floors of the same run."""
