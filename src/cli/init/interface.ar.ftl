# Messages here replace those of the theme.
site-title = دليلي
