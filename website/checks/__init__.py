"""What an editor runs before handing in: the checks read Markdown and facts; none needs a build or a network."""
