package index

import (
	"strings"

	"quire/internal/query"
)

// savedForms are the saved queries that queryForms name.
var savedForms = query.Saved{"mine": `#{tag} -is:draft`, "both": `@mine OR {word}`, "recent": "date:2m OR modified:2w", "long name": "has:{key}"}

// queryForms are the forms of queries. A hole is filled with what a library has; see fillHoles.
var queryForms = strings.Split(strings.TrimSpace(`
{word}
{word} {word2}
{word2} {rare}
{rare}
{RARE}
{word} {word2} {word3}
{word}*
{pre}*
{pre2}*
{pre}* {word2}
"{phrase}"
"{phrase}"*
"{phrase3}"
"{word} {word}"
"{rare}"
{title}
"{title}"
{titleword} {word}
{word}-{word2}
{word}.{word2}
{word}_{word2}
don't
the
a
e*
zzzzqqq
zzzzqqq OR {word}
?
->
=>
[[
[ ]
"():"
...
…
c++
C#
.net
→
✓
⌘
🥖
©
日本
日本語
の
日本*
ภาษา
ไทย
中文 OR 日本
한국어
العربية
हिन्दी
русский
cafe
café
CAFÉ
strasse
straße
æther OR aether
œuvre
ﬁle
İstanbul
{accented}
{folded}
{cjk}
{cjk}*
-{cjk}
#{tag}
#{TAG}
#{tag} #{tag2}
#{tag} -#{tag2}
#{tag} OR #{tag2}
-#{tag}
#{tagpre}*
#{spacetag}
-#{spacetag}
#{nested}
#{parent}
#{parent}/
#{parent}/*
tag:{tag}
tag:{spacetag}
-tag:{tag2}
#none
#none OR #{tag}
#{tag} {word}
#{tag} -{word}
title:{titleword}
title:{titlepre}*
title:"{title}"
title:the
-title:{titleword}
title:?
title:{titleword} {word}
author:{author}
author:a*
author:nobody
series:a*
lang:en
lang:e*
path:{folder}
path:{folder} {word}
-path:{folder}
path:.md
path:/
path:é
{key}:{value}
{KEY}:{value}
{key}:{VALUE}
{key}:{value},{value2}
{key}:{value2}
-{key}:{value}
{key}:{valuepre}*
{key}:{valuepre}*,zzz
{key}:"{value}"*
{key}:>{value}
{key}:>={value}
{key}:<{value}
{key}:<={value}
{key}:{value}..{value2}
{key}:..{value}
{key}:{value}..
{key}:""
{key}:*
{key2}:{key2value}
{key2}:<{key2value}
{key3}:{key3value}
{key3}:>={key3value}
{key3}:"" OR -has:{key3}
{key4}:{key4value}
-{key4}:{key4value} {word}
{key}:{value} {key2}:{key2value}
{key}:{value} OR {key2}:{key2value}
({key}:{value} OR {key2}:{key2value}) -{key3}:{key3value}
extra.{key}:{value}
extra.{key2}:*
{key}:{value} {word}
{key}:{value} #{tag}
has:{key}
has:{KEY}
-has:{key}
has:{key2} -has:{key3}
has:{key4}
has:{keypre}*
has:extra.{key}
has:nosuchkey
-has:nosuchkey
has:title
has:date
has:tags
has:{nestedkey}
has:{outerkey}
{nestedkey}:{nestedvalue}
-{nestedkey}:{nestedvalue}
{nestedkey}:>{nestedvalue}
{outerkey}:{nestedvalue}
{outerkey}:*
{numkey}:{num}
{numkey}:{num}.0
{numkey}:>{num}
{numkey}:>={num}
{numkey}:<{num}
{numkey}:<={num}
{numkey}:{num}..
{numkey}:0..{num}
{numkey}:-5..1e3
{numkey}:>{num} {numkey}:<99999
{numkey}:{num},0,1
-{numkey}:>{num}
{datekey}:{day}
{datekey}:{month}
{datekey}:{year}
{datekey}:>{year}
{datekey}:>={month}
{datekey}:<{month}
{datekey}:<={day}
{datekey}:{year}..{year}
{datekey}:..{month}
{datekey}:>1y
{datekey}:<today
{datekey}:{year},{word}
date:{year}
date:{month}
date:{day}
date:{month}..{year}
date:..{month}
date:{month}..
date:{day}..{day}
-date:{year}
-date:2000..
after:{month}
before:{month}
after:{day}
before:{day}
after:{year}
after:{month} before:{day}
date:today
date:yesterday
date:week
date:month
date:year
date:7d
date:30w
date:18m
date:5y
date:5y..1y
after:2y
before:1y
after:2y before:3m
modified:today
modified:yesterday
modified:week
modified:7d
modified:3w
modified:2m..1w
modified:2026
modified:2026-05
modified:..2026-04
modified:2026-05-01..
-modified:month
is:draft
-is:draft
is:orphan
-is:orphan
is:untagged
-is:untagged #{tag}
is:unread
-is:unread
is:todo
-is:todo
has:broken
-has:broken
has:problem
-has:problem
is:orphan is:untagged
is:draft OR has:broken OR has:problem
is:orphan {word}
links:{linked}
links:"{linkedpath}"
-links:{linked}
links:{linked} {word}
links:nowhere
links:a*
from:{linking}
from:"{linkingpath}"
-from:{linking}
from:nowhere
from:{linking} -is:orphan
from:{linking} OR links:{linked}
/{word}/
/{WORD}/
/{word}|{word2}/
/{word}.*{word2}/
/^#+ .*{titleword}/
/\b{pre}\w+ing\b/
/^$/
/^\s*[-*] /
/[0-9]{4}-[0-9]{2}/
/(?i){word}\s+{word2}/
/https?:\/\/[a-z.]+/
/\p{Han}/
/[^\x00-\x7f]/
/./
/$^x/
-/{word}/
/{word}/ #{tag}
/{word}/ -/{word2}/
/{rare}/ OR {key}:{value}
/etc/passwd
/{word}/{word2}
{word} OR {word2}
{word} OR {word2} OR {rare}
{word} OR -{word2}
{word} -{word2}
-{word}
-{word} -{word2}
-({word} OR {word2})
-({word} {word2})
--{word}
-(-{word})
({word} OR {word2}) ({word3} OR {rare})
(({word}))
({word} ({word2} OR (#{tag} -{rare})))
{word} or {word2}
OR {word}
-"{phrase}"
-{pre}*
#{tag} ({word} OR title:{titleword}) -{word2}
@mine
@MINE {word}
-@mine
@both
@both -@mine
(@both OR #{tag2}) {word}
@recent
@nobody
@"long name"
me@example.org
{keytypo}:{value}
{keytypo}:{value} {word}
-{keytypo}:{value}
nosuch:{word}
nosuch:>3
nosuch:1..2
nosuch.key:x
re:Invent
12:30
http://example.com
https://example.com/{word}
title:
#
"
(
)
-
/(/
date:
date:2021-13
date:{year}x
is:nothing
has:
{key}:
{key}:>
{word} AND {word2}
{word} NOT {word2}
{word}**
"{word}
{word})
#"{word}
\
{word}:{word2}
:{word}
{word}:
title:#{tag}
`), "\n")
