"""What the asset checks say of themselves, read again by the summary of a build."""

FAULTS = "faults"
N_CHECKS = "n_checks"
