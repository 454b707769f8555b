"""What one account holder may see of the agency's case data: the types, and their bytes before they are sealed.

Whatever is not a field here reaches no account, no telephone line and no page: these types say who sees what.
"""
