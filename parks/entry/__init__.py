"""The way into a valley: an applicant asks, the park's operator answers."""
