### The terms that the declaration defines, in the forms in which its text may use them. Where
### they are defined is said in the front matter of its articles.

-international-solidarity = التضامن الدولي
    .also-with-and = والتضامن الدولي
    .also-with-to = للتضامن الدولي
    .also-with-by = بالتضامن الدولي
-preventive-solidarity = التضامن الوقائي
    .also-with-and = والتضامن الوقائي
    .also-with-to = للتضامن الوقائي
    .also-with-by = بالتضامن الوقائي
-reactive-solidarity = التضامن القائم على رد الفعل
    .also-with-and = والتضامن القائم على رد الفعل
    .also-with-to = للتضامن القائم على رد الفعل
    .also-with-by = بالتضامن القائم على رد الفعل
-right-to-international-solidarity = الحق في التضامن الدولي
    .also-with-and = والحق في التضامن الدولي
    .also-with-to = للحق في التضامن الدولي
    .also-with-by = بالحق في التضامن الدولي
