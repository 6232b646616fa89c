"""How fast Sounding serves many people, beside the libraries that a bot like it would be written with: `make bench`."""
