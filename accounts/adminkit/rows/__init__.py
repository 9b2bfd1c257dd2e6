"""What a resource does with the rows of its sheet besides filling records: tells doubles apart, knows what is lost,
takes them back."""
