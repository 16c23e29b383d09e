"""The register: customers, tickets, copies and their certificates, in one encrypted database."""
