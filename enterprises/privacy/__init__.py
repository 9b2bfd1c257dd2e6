"""Personal data: what people are told, what they agreed to, what is kept of them and for how long."""
