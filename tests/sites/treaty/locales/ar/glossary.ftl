-party = الطرف
    .also-plural = الأطراف
    .also-any = طرف
-basin = الحوض
    .also-any = حوض
-great-basin = الحوض الكبير
    .also-any = حوض كبير
-waters = الماء
