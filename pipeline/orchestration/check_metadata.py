"""What the asset checks leave with their results, read again by the summary of a build."""

FAULTS = "faults"
N_CHECKS = "n_checks"
