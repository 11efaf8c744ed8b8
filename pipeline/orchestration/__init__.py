"""The build as Dagster assets: thin shells, each over one function of the other folders."""
