# The name of the site.
site-title = Международная солидарность
