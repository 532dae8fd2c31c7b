"""From Python functions to the typed IR; every error of the user's program is raised here."""
