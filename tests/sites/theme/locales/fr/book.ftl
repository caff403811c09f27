book-title = Le livre
one-title = Un
one-p1 = Une page composée au plomb.
