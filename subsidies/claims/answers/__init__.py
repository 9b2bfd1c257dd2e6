"""The answers of a claim before they are saved: what they come to (`live_answer`), and what is stored beside them."""
