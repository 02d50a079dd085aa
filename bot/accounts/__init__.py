"""Local accounts of nurses, editors and analysts, and their sign-ins."""
