"""The assistant and every face it has: chat API, handoff console, pages, and Rasa's own files."""
