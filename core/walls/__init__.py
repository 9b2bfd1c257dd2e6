"""What the database itself holds back, whatever the code asks: who owns it, who works in it."""
