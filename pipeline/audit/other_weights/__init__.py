"""How far other weights can move a unit: exact linear programs over the weights, and the search above them."""
