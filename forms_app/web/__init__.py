"""What every web app of ours shares: headers, tokens, encoding, the built site's files."""
