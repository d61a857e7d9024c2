package markdown

import "testing"

func TestParse_PlayersAreLinks(t *testing.T) {
	checkTrees(t, Dialect{}, []struct{ src, want string }{
		{"a <video src=\"b.mp4\">c</video> d", `Paragraph("a " Link("b.mp4") " d")`},
		{"<video title=\"A\" src=\"b.mp4\">\n  c\n</video>", `Paragraph(Link("A"))`},
		{"<video>\n<source src=\"a.mp4\">\n<source src=\"b.webm\">\nc <a href=\"d\">e</a>\n</video>", `Paragraph(Link("a.mp4") " " "c " Link("e"))`},
		{"<audio><source src=\"a.mp3\"></audio>\n\n<audio><source src=\"b.mp3\"></audio>", `Paragraph(Link("a.mp3")) Paragraph(Link("b.mp3"))`},
		{"<object data=\"a.svg\">b</object>\n\n<object>c</object>", `Paragraph(Link("a.svg")) Paragraph("c")`},
		{"a <embed src=\"b.pdf\"> c", `Paragraph("a " Link("b.pdf") " c")`},
		{"<picture><source srcset=\"a.png\"><img src=\"b.png\" alt=\"c\"></picture>", `Paragraph(Image("c"))`},
		{"a <math><mi>x</mi><mo>=</mo><mn>2</mn></math> b", `Paragraph("a " "x" "=" "2" " b")`},
	})
}
