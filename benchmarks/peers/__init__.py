"""Libraries of others that merito is measured against, each in an environment of its own."""
