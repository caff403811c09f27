site-title = الحديقة المشتركة
