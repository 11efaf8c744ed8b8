"""From the checked tables to files that people use: data files, site, releases and the difference of two."""
