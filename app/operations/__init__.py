"""One verb a file. A front end shows the plan, a person decides, the operation does it without asking anything."""
