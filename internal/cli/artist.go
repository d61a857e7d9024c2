package cli

import (
	"context"
	"os"
	"time"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"quire/internal/catalog"
	"quire/internal/picture"
	"quire/internal/render"
	"quire/internal/theme"
)

// artist draws the pictures of what is printed.
type artist struct {
	shown   bool // pictures on lines of their own are more than a line of text
	draw    bool
	measure bool
	look    picture.Look
	rows    int
	shows   bool     // the terminal shows pictures itself
	placed  int      // pictures that it was given
	last    struct { // what was drawn last, whose lines follow each other
		path  string
		frame picture.Frame
		d     *picture.Drawing
	}
}

// artist is the one for the terminal, or for a pipe. In a pipe a picture is a line of text unless blocks are asked for.
func (o *shared) artist(t *theme.Theme) artist {
	how := o.pictures()
	if !o.outTTY && (o.images != "blocks" || t.Plain) {
		return artist{}
	}
	a := artist{shown: true, measure: how != "off", look: picture.Look{Dark: t.Dark, Colours: coloursOf(o.profile())}}
	a.draw = how != "off" && !t.Plain && !t.ASCII && a.look.Colours != picture.NoColours
	a.shows = how == "auto" && o.outTTY && a.look.Colours == picture.TrueColour && picture.ShowsPictures(o.env)
	if _, rows, err := term.GetSize(o.stdout.Fd()); err == nil {
		a.rows = rows - 2
	}
	return a
}

// pictures is how pictures are to be shown: auto, blocks or off.
func (o *shared) pictures() string {
	if o.images != "" {
		return o.images
	}
	return o.cfg.Images
}

// coloursOf is how many colours a terminal shows.
func coloursOf(p colorprofile.Profile) picture.Colours {
	switch p {
	case colorprofile.TrueColor:
		return picture.TrueColour
	case colorprofile.ANSI256:
		return picture.Indexed
	case colorprofile.ANSI:
		return picture.Sixteen
	}
	return picture.NoColours
}

// of is how a source's pictures are shown.
func (a *artist) of(c *catalog.Catalog, s render.Source) *render.Pictures {
	if !a.shown {
		return nil
	}
	return &render.Pictures{Known: c.Pictures(s, a.measure), Rows: a.rows, Draw: a.draw}
}

// drawTime is how long printing waits for a picture.
const drawTime = 10 * time.Second

// line is a line with its part of a picture, if it has one, and what the terminal must be told before it.
func (a *artist) line(c *catalog.Catalog, l render.Line) (first string, line render.Line) {
	s := l.Picture
	if s == nil || !a.draw {
		return "", l
	}
	if a.last.path != s.Path || a.last.frame != s.Frame {
		ctx, cancel := context.WithTimeout(context.Background(), drawTime)
		defer cancel()
		var err error
		a.last.path, a.last.frame = s.Path, s.Frame
		if first, a.last.d, err = a.picture(ctx, c, s); err != nil {
			why, _ := picture.Explain(s.Path, -1, err)
			a.last.d = picture.Say(s.Frame, why)
		}
	}
	return first, l.Painted(a.last.d)
}

func (a *artist) picture(ctx context.Context, c *catalog.Catalog, s *render.Strip) (first string, d *picture.Drawing, err error) {
	if a.shows {
		a.placed++
		return c.Place(ctx, s.Path, s.Frame, placedID(a.placed))
	}
	look := a.look
	look.Frame = s.Frame
	d, err = c.Draw(ctx, s.Path, look)
	return "", d, err
}

// placedID names the n-th picture that this process gives to the terminal. What another has printed stays on the
// terminal, and must not become this one's pictures.
func placedID(n int) int { return 0x400000 | os.Getpid()&0xffff<<6 | n&0x3f }
