"""The key table and its epochs; `stores` holds the adapters to the keyrings of the operating systems."""
