package picture

import (
	"context"
	"io"
)

// Protocol is a way in which a terminal draws images itself. The terminal gets each image once, by a control sequence, and
// shows it wherever the cells of its drawing are printed: so an image scrolls and is covered as text is. The cells encode the
// image in their colours, which takes true colour. All that quire knows of a protocol is in its Protocol.
type Protocol struct {
	// Encode reads an image and encodes it. The text transmit is to be written to the terminal once, before the drawing. The
	// id is from 1 to 0xffffff, and identifies the image until it is deleted. The text of an error tells the user why the image
	// is not drawn.
	Encode func(ctx context.Context, r io.Reader, f Frame, id int) (transmit string, d *Drawing, err error)
	// Delete returns the control sequence that deletes an image from the terminal.
	Delete func(id int) string

	supports  func(env func(string) string) bool // the environment is that of a terminal with the protocol
	isVersion func(version string) bool          // the same, from a terminal's answer to the query for its name and version
}

// protocols lists the supported protocols, the best first.
var protocols = []*Protocol{
	{Encode: EncodeKitty, Delete: DeleteKittyImage, supports: SupportsKitty, isVersion: IsKittyVersion},
}

// FindProtocol returns the protocol of the terminal with an environment, or nil if it draws no images or does not say so.
func FindProtocol(env func(string) string) *Protocol {
	for _, p := range protocols {
		if p.supports(env) {
			return p
		}
	}
	return nil
}

// FindProtocolOfVersion returns the protocol of the terminal that answered a query for its name and version, or nil.
func FindProtocolOfVersion(version string) *Protocol {
	for _, p := range protocols {
		if p.isVersion(version) {
			return p
		}
	}
	return nil
}
