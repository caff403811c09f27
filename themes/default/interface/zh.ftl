### Interface of the default theme. A project overrides single messages in
### `locales/<tag>/interface.ftl`.

## Getting around a page

skip-to-text = 跳至正文
navigator = 目录
navigator-open = 打开目录
navigator-close = 关闭目录
breadcrumbs = 当前位置
all-documents = 全部文件
previous-article = 上一页
next-article = 下一页
pager = 上一页和下一页
on-this-page = 本页内容
back-to-top = 返回顶部
appearance = 外观
appearance-system = 跟随系统
appearance-light = 浅色
appearance-dark = 深色
permalink = 本段链接
keys = 键盘快捷键
keys-close = 关闭
keys-use = 启用这些快捷键
key-next = 下一条
key-previous = 上一条
# $number (number): an article by its number
key-go-to = 转到第{ $number }条
key-help = 显示这些快捷键

## The pages of a document

front-page = 首页
whole-text = 全文
whole-text-description = 全文载于同一页面，便于阅读和打印
print = 打印
notes-page = 全部注释
notes-page-description = 本文件的全部注释，并列出每条注释在文中的引用位置
about-translation = 关于本译文
about-text = 关于本文本
documents-description = 本网站发布的文件
# $count (number): how many articles a part or document has
article-count = 共{ $count }条
# $count (number): how many notes a document has
note-count = { $count }条注释

## Notes

notes = 注释
# $number: the number of the note, in the digits of the language
note = 注释{ $number }
note-close = 关闭注释
# $number: the number of the note
note-back = 返回注释{ $number }的引用位置
# $number: the number of the note; $place: which of several places, counted from 1
note-back-to-place = 返回注释{ $number }的第{ $place }处引用位置
note-go-to = 查看注释
note-cited-in = 引用位置：
# $article: the title of an article; $paragraph: a numbered paragraph in it, such as (7) (a)
note-place = { $article }{ $paragraph }

## Languages

languages = 语言
language = 语言
choose-language = 选择语言
# $language: the name of a language, in the language of the page
language-incomplete = { $language }（不完整）
other-languages = 本文本的其他语言版本
all-languages = 所有语言
find-language = 查找语言
find-language-none = 没有该名称的语言

## What the text of a language is

authority = 本文本的性质
authority-authentic = 作准文本
authority-official = 正式译文
authority-unofficial = 非正式译文
authority-machine = 机器翻译
authority-authentic-explained = 本文本为作准文本。
authority-official-explained = 本文本为正式译文。应以作准文本为准。
authority-unofficial-explained = 本文本为非正式译文，一切以作准文本为准。
authority-machine-explained = 本文本由机器翻译，一切以作准文本为准。
# $language: the name of the language of the authentic text
read-authentic = 阅读作准文本（{ $language }）
awaiting-review = 本译文尚未审校。
# $date: the day of the source text
source-date = 文本日期：{ DATETIME($date, dateStyle: "long") }

## Paragraphs that are not as they should be

untranslated = 尚未翻译
# $language: the name of the language that the paragraph is shown in
untranslated-explained = 本段尚未翻译，现以{ $language }显示。
outdated = 译文已过时
outdated-explained = 本段译出后，原文已有改动。
see-source = 查看原文
in-source-language = 原文

## About a translation

coverage = 译文完成情况
state = 状态
state-current = 已审校
state-draft = 待审校
state-outdated = 已过时
state-missing = 未翻译
# $count (number): how many paragraphs, headings, notes and titles
unit-count = { $count }个语段
# $count (number): how many words of the source text
word-count = { $count }个词
# $share (number): a share of one, shown as a percentage
share = { NUMBER($share, style: "percent", maximumFractionDigits: 0) }
translated-share = 已翻译：{ NUMBER($share, style: "percent", maximumFractionDigits: 0) }
# $share (number): a part of the words of the source text, shown behind the share of passages
words-share = 按词数计{ NUMBER($share, style: "percent", maximumFractionDigits: 0) }
up-to-date-share = 与原文一致：{ NUMBER($share, style: "percent", maximumFractionDigits: 0) }
how-to-help = 如何参与
# $file: the path of a file with translations
how-to-help-explained = 译文保存在文件{ $file }中，每个语段对应一个条目。欢迎通晓两种语言的读者审校译文，并提出更好的译法。
how-to-help-source = 所有译文均译自本文本。欢迎通晓其他语言的读者协助翻译。

## Callouts

alert-note = 说明
alert-tip = 提示
alert-important = 重要
alert-warning = 警告
alert-caution = 当心

## Tasks

task-done = 已完成
task-open = 待办

## The page for addresses that lead nowhere

not-found = 找不到页面
not-found-explained = 此地址没有页面。页面可能已移动，或地址输入有误。
not-found-home = 前往首页

## Search

search = 搜索
search-key = 打开搜索
search-text = 搜索正文
search-close = 关闭搜索
# $number: how many passages were found; written as 0, and changed by a script
search-results = 搜索结果：{ $number }
search-none = 未找到任何结果
search-loading = 正在搜索……
search-failed = 无法加载搜索功能
search-more = 显示更多
search-clear = 清除标示

## Reading side by side

# Behind each language in the menu: shows the text in that language beside this one
beside = 对照
parallel = 对照阅读
parallel-add = 添加语言
# $language: the name of a language, in the language of the page
parallel-remove = 移除{ $language }
parallel-swap = 交换前两种语言
parallel-close = 单一语言
parallel-find = 查找语言
# $languages: the names of languages, in themselves
parallel-shown = 对照阅读：{ $languages }
# $tag: what stands in the address
parallel-unknown = 此处没有语言“{ $tag }”。
# $language: the name of a language, in the language of the page
parallel-no-page = 此页没有{ $language }文本。
# $language: the name of a language, in the language of the page
parallel-failed = 未能加载{ $language }文本。请检查网络连接后重试。
parallel-not-loaded = 未能加载对照阅读。请检查网络连接后重试。
parallel-most = 最多可同时对照三种语言。
parallel-no-passage = 此文本没有这一段。
key-next-passage = 对照阅读的下一段
key-previous-passage = 对照阅读的上一段

## Links to passages, citing, sharing

# 按钮和对话框标题
cite = 引用
cite-close = 关闭
cite-passage = 段落
cite-whole = 整页
cite-short = 简短引文
cite-long = 含版本和网址
cite-markdown = Markdown
copy = 复制
copied = 已复制
not-copied = 未能复制。请选中文字后自行复制。
address-copied = 链接已复制
address-neutral = 复制适用于所有语言的链接
address-neutral-explained = 将每位读者带到其所用语言的本段
# 引文中标题的写法，每行一个。# 代表编号
cite-forms =
    第#条 = 第#条
    第#节 = 第#节
    第#章 = 第#章
    第#部分 = 第#部分
    规则# = 规则#
    原则# = 原则#
    附件# = 附件#
    附件 = 附件
    序言 = 序言部分
cite-document = 《{ $document }》
cite-part = 《{ $document }》{ $part }
cite-in-section = { $section }{ $part }
cite-paragraph = { $part }第{ $number }款
cite-subparagraph = { $part }({ $number })项
cite-unnumbered = { $part }第{ $number }段
cite-note = 注释{ $number }
cite-note-of = { $part }注释{ $number }
cite-version-authentic = 作准文本，{ $language }
cite-version-official = 正式译文，{ $language }
cite-version-unofficial = 非正式译文，{ $language }
cite-version-machine = 机器翻译，{ $language }
cite-dated = { $version }，文本日期：{ DATETIME($date, dateStyle: "long") }
cite-full = { $citation }（{ $version }），可查阅：{ $address }（{ $date }访问）
choose-language-of-text = 请选择阅读本文所用的语言。

## Other forms of the text

other-forms = 全文文件
form-epub = EPUB
form-epub-description = 供电子阅读器和阅读应用使用
form-markdown = Markdown
form-markdown-description = 带有简单标记，便于编辑和再利用
form-text = 纯文本
form-text-description = 不带任何格式
form-akoma-ntoso = Akoma Ntoso
form-akoma-ntoso-description = 供法律信息系统使用的XML
form-json = JSON
form-json-description = 每个语段及其编号和状态，供程序使用

## Terms and references between articles

cited-by = 被以下条款引用
# $article: the label or title of an article; $number: the number of a paragraph in it; $below:
# nothing, or the labels of the paragraphs below it, each after a space
cited-in-paragraph = { $article }第{ $number }款{ $below }
# $article: the label or title of an article; $number: the number of a note
cited-in-note = { $article }注{ $number }
# $article: the label or title of an article; $words: how a passage without a number begins
cited-in-words = { $article }：“{ $words }”

## Footer

# $name: the name of the site
site-footer = { $name }
