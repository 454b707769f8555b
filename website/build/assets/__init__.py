"""What a page loads besides itself: styles, scripts and drawings, named by what is in them, compressed once."""
