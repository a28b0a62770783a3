"""E-mail templates: storing, filling in, previewing; their language has a room of its own."""
