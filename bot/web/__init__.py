"""The web process: app factory, routers, templates and static modules."""
