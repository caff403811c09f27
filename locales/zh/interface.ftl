# The name of the site.
site-title = 国际团结
