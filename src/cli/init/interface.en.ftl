# Messages here replace those of the theme.
site-title = My guide
