### The terms that the declaration defines, in the forms in which its text may use them. Where
### they are defined is said in the front matter of its articles.

-international-solidarity = 国际团结
-preventive-solidarity = 预防性团结
-reactive-solidarity = 应对性团结
-right-to-international-solidarity = 国际团结权
