"""Set-up and running of the project: pure standard library, used before the virtual environment exists."""
