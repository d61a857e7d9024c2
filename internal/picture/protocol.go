package picture

import (
	"context"
	"image"
	"io"
	"slices"
	"strings"
)

// Protocol is a way in which a terminal draws images itself. Whatever the protocol, an image is laid out as cells of text, which
// hold the image's ID in their colour and their row and column in diacritics: the placeholders of Kitty. So an image scrolls and
// is covered as text is. Kitty replaces the placeholders itself. The other protocols draw where the cursor is, and what paints the
// screen draws the parts of the image in place of the placeholders. All that quire knows of a protocol is in its Protocol.
type Protocol struct {
	// Name is what users write to choose the protocol.
	Name string
	// AtCursor says that the protocol draws where the cursor is, so that the terminal cannot move or cover the image by itself.
	AtCursor bool
	// NeedsTrueColour says that the placeholders must reach the terminal in colours that it does not approximate.
	NeedsTrueColour bool
	// Encode reads an image and encodes it. The text of an error tells the user why the image is not drawn.
	Encode func(ctx context.Context, r io.Reader, p Placement) (Encoded, error)
	// Delete returns the control sequence that deletes an image from the terminal. Nil: the terminal keeps it in its cells.
	Delete func(id int) string

	supports  func(env func(string) string) bool // the environment is that of a terminal with the protocol
	isVersion func(version string) bool          // the same, from a terminal's answer to the query for its name and version
	attribute int                                // the same, from its primary device attributes; 0: none says so
}

// Placement says how a terminal is to show an image.
type Placement struct {
	Frame
	ID      int         // from 1 to 0xffffff; identifies the image until it is deleted
	Cell    image.Point // size of a cell of the terminal in pixels; zero if it is unknown
	Palette int         // colours that an image may have in the terminal; 0 if it is unknown
}

// Encoded is an image for a terminal that draws images itself.
type Encoded struct {
	Drawing  *Drawing // its cells are placeholders
	Transmit string   // to be written to the terminal once, before the drawing
	Raster   Raster   // of a protocol that draws at the cursor, otherwise nil
}

// Raster draws parts of an image. It may be used from several goroutines.
type Raster interface {
	// DrawPart returns the control sequence that draws, where the cursor is, the cells of the image that part covers. The cursor
	// may be anywhere afterwards.
	DrawPart(part image.Rectangle) string
}

// protocols lists the supported protocols, the best first.
var protocols = []*Protocol{&kittyProtocol, &itermProtocol, &sixelProtocol}

// ProtocolNames returns what users write to choose a protocol.
func ProtocolNames() []string {
	names := make([]string, len(protocols))
	for i, p := range protocols {
		names[i] = p.Name
	}
	return names
}

// ProtocolByName returns the protocol with a name, or nil.
func ProtocolByName(name string) *Protocol {
	return findProtocol(func(p *Protocol) bool { return p.Name == name })
}

// FindProtocol returns the protocol of the terminal with an environment, or nil if it draws no images or does not say so.
func FindProtocol(env func(string) string) *Protocol {
	if InMultiplexer(env) {
		return nil
	}
	return findProtocol(func(p *Protocol) bool { return p.supports(env) })
}

// FindProtocolOfVersion returns the protocol of the terminal that answered a query for its name and version, or nil.
func FindProtocolOfVersion(version string) *Protocol {
	return findProtocol(func(p *Protocol) bool { return p.isVersion(strings.ToLower(version)) })
}

// FindProtocolOfAttributes returns the protocol of the terminal that has answered with its primary device attributes (DA1), or nil.
func FindProtocolOfAttributes(attributes []int) *Protocol {
	return findProtocol(func(p *Protocol) bool { return p.attribute > 0 && slices.Contains(attributes, p.attribute) })
}

func findProtocol(matches func(*Protocol) bool) *Protocol {
	if i := slices.IndexFunc(protocols, matches); i >= 0 {
		return protocols[i]
	}
	return nil
}

// InMultiplexer reports whether the environment is that of a terminal multiplexer, which does not pass images on.
func InMultiplexer(env func(string) string) bool {
	term := env("TERM")
	return env("TMUX") != "" || env("STY") != "" || env("ZELLIJ") != "" || strings.HasPrefix(term, "screen") || strings.HasPrefix(term, "tmux")
}
