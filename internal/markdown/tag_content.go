package markdown

import (
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// tagContent is what a reader of the site sees of a tag: a picture, a text such as a caption, an address. Without any of them the
// tag only controls the generator.
type tagContent struct {
	picture, alt string   // address and description of a picture
	texts        []string // titles and captions
	link, label  string   // address and text of a link
	isLinkFirst  bool     // the link stands before the texts
}

// isEmpty reports whether there is nothing to show.
func (c tagContent) isEmpty() bool { return c.picture == "" && len(c.texts) == 0 && c.link == "" }

// addText adds a text unless it is blank or shown already.
func (c *tagContent) addText(v string) {
	if v = strings.TrimSpace(v); v == "" || v == c.alt || v == c.label {
		return
	}
	for _, t := range c.texts {
		if t == v {
			return
		}
	}
	c.texts = append(c.texts, v)
}

// The names of arguments that hold words for the reader, in the order in which they are shown.
var (
	textKeys    = []string{"title", "heading", "header", "summary", "label", "caption", "description", "desc", "text", "quote", "author", "attr", "source"}
	pictureKeys = []string{"src", "url", "image_path", "image", "img", "file", "path", "href"}
)

// controlTags are the tags that only control the generator, whatever their arguments.
var controlTags = map[string]bool{
	"if": true, "elsif": true, "elif": true, "else": true, "unless": true, "case": true, "when": true, "for": true, "tablerow": true,
	"assign": true, "capture": true, "set": true, "cycle": true, "increment": true, "decrement": true, "block": true, "macro": true,
	"filter": true, "extends": true, "import": true, "from": true, "call": true, "with": true, "autoescape": true, "layout": true,
	"raw": true, "endraw": true, "comment": true, "verbatim": true, "post_url": true, "seo": true, "paginate": true, "schema": true,
	"ref": true, "relref": true, "param": true, "toc": true, "doctoc": true, "clear": true, "more": true,
}

// pictureTags are the tags that show a picture: of Hugo, Hexo, Eleventy, Zola and many themes.
var pictureTags = map[string]bool{
	"figure": true, "img": true, "image": true, "picture": true, "asset_img": true, "responsive_image": true, "imgproc": true, "fig": true,
}

// embedAddresses are the tags that show a page of another site, with the address before the name or number that they have.
var embedAddresses = map[string]string{
	"youtube": "https://www.youtube.com/watch?v=", "youtubepl": "https://www.youtube.com/playlist?list=", "vimeo": "https://vimeo.com/", "gist": "https://gist.github.com/",
	"instagram": "https://www.instagram.com/p/", "tweet": "https://x.com/i/status/", "twitter": "https://x.com/i/status/", "x": "https://x.com/i/status/",
	"bilibili": "https://www.bilibili.com/video/", "github": "https://github.com/", "asciinema": "https://asciinema.org/a/",
	"codepen": "", "jsfiddle": "", "spotify": "", "soundcloud": "", "video": "", "audio": "", "embed": "", "oembed": "", "iframe": "", "stackblitz": "",
	"codesandbox": "", "podcast": "", "loom": "", "figma": "", "pdf": "", "file": "", "swagger": "", "content-ref": "", "link": "", "button": "",
	"user": "", "tag": "", "runkit": "", "replit": "", "glitch": "", "wikipedia": "", "medium": "", "reddit": "", "twitch": "", "mastodon": "",
}

// isContentTag reports whether a tag of that name shows a picture or a page of another site.
func isContentTag(name string) bool {
	_, isEmbed := embedAddresses[name]
	return isEmbed || pictureTags[name]
}

// content returns what a reader sees of the tag.
func (t templateTag) content() (c tagContent) {
	name, args := t.call()
	if controlTags[name] {
		return c
	}
	if strings.HasPrefix(name, "include") && len(args.positional) > 0 { // {% include figure.html caption="x" %} of Jekyll
		file := path.Base(args.positional[0].value)
		name = strings.ToLower(strings.TrimSuffix(file, path.Ext(file)))
		args.positional = args.positional[1:]
	}
	_, isEmbed := embedAddresses[name]
	switch {
	case pictureTags[name]:
		c.addPicture(name, args)
	case isEmbed:
		c.addEmbed(name, args)
	case name == "post_link" || name == "asset_link":
		c.addText(strings.Join(args.listQuoted(), " "))
		if c.isEmpty() {
			c.addText(args.words())
		}
	case blockTags[name].kind == "quote" && len(args.named) == 0:
		c.addQuoteSource(t.arg)
		return c
	case blockTags[name] != (blockTag{}):
		c.addText(blockTags[name].title(args))
	}
	for _, key := range textKeys {
		c.addText(args.first(false, key))
	}
	c.addText(args.first(false, "alt"))
	if address := args.address(); address != "" && c.picture != address && c.link == "" {
		c.link = address
	}
	return c
}

// addPicture adds the picture of a tag whose arguments name it.
func (c *tagContent) addPicture(name string, args tagArguments) {
	c.picture = args.first(true, pictureKeys...)
	var texts []string
	for _, p := range args.positional {
		switch {
		case c.picture == "" && strings.ContainsAny(p.value, "./"):
			c.picture = p.value
		case p.isQuoted && c.picture != "":
			texts = append(texts, p.value)
		}
	}
	if name == "image" && len(texts) > 0 { // of Eleventy: its other arguments are sizes
		c.alt, texts = texts[0], nil
	} else if len(texts) == 1 && name != "asset_img" && name != "img" || len(texts) > 1 { // Hexo's last text is the description
		c.alt = texts[len(texts)-1]
		texts = texts[:len(texts)-1]
	}
	if alt := args.first(false, "alt"); alt != "" {
		c.alt = alt
	}
	for _, v := range texts {
		c.addText(v)
	}
	if link := args.first(true, "link"); isPageAddress(link) {
		c.link = link
	}
	if isPageAddress(c.picture) || strings.HasPrefix(c.picture, "/") || name == "figure" || name == "image" || name == "picture" {
		return
	}
	if c.alt == "" && len(c.texts) == 0 { // where the file lies is known to the theme alone
		c.addText(path.Base(c.picture))
	}
	c.addText(c.alt)
	c.picture, c.alt = "", ""
}

// addEmbed adds the address, or at least the name or number, of a page of another site.
func (c *tagContent) addEmbed(name string, args tagArguments) {
	if c.link = args.address(); c.link != "" {
		return
	}
	id := args.first(true, "id", "src", "url", "href", "video_id", "videoid")
	user := args.first(true, "user")
	if id == "" && len(args.positional) > 0 {
		id = args.positional[0].value
		if len(args.positional) > 1 && name == "gist" && !strings.Contains(id, "/") {
			id += "/" + args.positional[1].value
		}
	}
	if id == "" || strings.ContainsAny(id, "{}") {
		return
	}
	base := embedAddresses[name]
	switch {
	case base == "" || strings.ContainsAny(id, " <>\""):
		c.addText(id)
		return
	case user != "" && strings.HasPrefix(base, "https://x.com/"):
		base = "https://x.com/" + user + "/status/"
	}
	c.link, c.label = base+id, name+" "+id
}

// addQuoteSource adds author, source, address and text of the link of Hexo's blockquote.
// https://hexo.io/docs/tag-plugins#Block-Quote
func (c *tagContent) addQuoteSource(arg string) {
	before, after, ok := strings.Cut(arg, "http")
	if i := strings.IndexAny(after, " \t"); ok && isPageAddress("http"+after[:max(i, 0)]) {
		c.link, c.label = "http"+after[:i], strings.TrimSpace(after[i:])
	} else if ok && isPageAddress("http"+after) {
		c.link = "http" + after
	} else {
		before = arg
	}
	c.addText(strings.Trim(before, "\"' "))
}

// call returns the name of the tag in lower case and its arguments, which Zola writes as those of a function: x(y="z").
func (t templateTag) call() (string, tagArguments) {
	name, arg := t.name, t.arg
	if before, after, ok := strings.Cut(name, "("); ok {
		name, arg = before, after+" "+arg
		arg = strings.TrimSuffix(strings.TrimRight(arg, " "), ")")
	}
	return strings.ToLower(name), parseArguments(strings.TrimSuffix(arg, "/"))
}

// contentNode holds the inline nodes of the content of a tag. Parse removes it from the tree and keeps its children.
type contentNode struct{ ast.BaseInline }

var kindContentNode = ast.NewNodeKind("TagContent")

func (n *contentNode) Kind() ast.NodeKind { return kindContentNode }

func (n *contentNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// contentNode returns the content of the tag at a piece, apart from the words that touch it.
func (s *scanResult) contentNode(p piece) ast.Node {
	t := s.contentTags[p.start]
	n := t.content().node(p.start)
	if p.start > 0 && !isSpace(s.source[p.start-1]) {
		n.InsertBefore(n, n.FirstChild(), ast.NewString([]byte(" ")))
	}
	if p.stop < len(s.source) && !isSpace(s.source[p.stop]) && strings.IndexByte(".,;:!?)", s.source[p.stop]) < 0 {
		space := " "
		if name, _ := t.call(); blockTags[name].kind != "" {
			space = ": " // a title and what it is of
		}
		n.AppendChild(n, ast.NewString([]byte(space)))
	}
	return n
}

// node returns the content of a tag at offset as inline nodes.
func (c tagContent) node(offset int) ast.Node {
	n := &contentNode{}
	n.SetPos(offset)
	add := func(child ast.Node) {
		if n.HasChildren() {
			n.AppendChild(n, ast.NewString([]byte(" ")))
		}
		child.SetPos(offset)
		n.AppendChild(n, child)
	}
	if c.picture != "" {
		link := ast.NewLink()
		link.Destination = []byte(c.picture)
		image := ast.NewImage(link)
		if c.alt != "" {
			image.AppendChild(image, ast.NewString([]byte(c.alt)))
		}
		add(image)
	}
	if c.isLinkFirst {
		add(c.linkNode())
	}
	for i, v := range c.texts {
		if i+1 < len(c.texts) && strings.IndexByte(".!?:", v[len(v)-1]) < 0 {
			v += ":"
		}
		add(ast.NewString([]byte(v)))
	}
	if c.link != "" && !c.isLinkFirst {
		add(c.linkNode())
	}
	return n
}

// linkNode returns the link of a tag.
func (c tagContent) linkNode() ast.Node {
	link := ast.NewLink()
	link.Destination = []byte(c.link)
	label := c.label
	if label == "" {
		label = c.link
	}
	link.AppendChild(link, ast.NewString([]byte(label)))
	return link
}
