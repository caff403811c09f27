manual-title = پمپ
using-title = کاربرد
using-overview-title = مرور
using-overview-p1 = پمپ آب را بالا می‌آورد.[^water] آب *بسیار*، **همهٔ روز**، ~~هرگز~~ در شب؛[^water] [متن](text.md#text-tables)، [دربارهٔ آن](../about/overview.md) و [اجزا](#the-parts "از چه ساخته شده") را ببینید.[^night]
the-parts = اجزا
fn-water = آب پاک.
text-title = هر آنچه در متن می‌آید
text-p6 = { NUMBER(10) }
text-p23 =
    گل سرخ است،\
    بنفشه آبی است.
text-p26 = بندی که پس از ترجمه تغییر کرد.
text-p27 = { -product } در { DATETIME($delivery, dateStyle: "long") } از { $maker } رسید.
text-p28 = { $pumps ->
    [one] یک پمپ
   *[other] { $pumps } پمپ
 } در روستا هست.
