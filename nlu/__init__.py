"""Understanding of Finnish, Swedish and English messages; imports nothing else of this project."""
