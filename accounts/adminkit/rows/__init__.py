"""What a resource does with the rows of its sheet besides filling records: tells doubles apart, takes them back."""
