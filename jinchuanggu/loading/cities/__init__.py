"""A city as data: what the folder of a city says, read with the place of every fault."""
