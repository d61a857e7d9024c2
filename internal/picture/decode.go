package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"image"
	"io"
	"time"
)

// decodeTimeout is how long reading and decoding an image may take.
const decodeTimeout = 5 * time.Second

// decodedImage is an image with the orientation that is still to be applied.
type decodedImage struct {
	image.Image
	canvas      image.Rectangle // as stored; a GIF frame may cover only a part of it
	orientation int             // as EXIF counts: 1 is upright
}

// decodeImage reads an image, of an animation the first frame. It stops when ctx is done, and after decodeTimeout.
func decodeImage(ctx context.Context, r io.Reader) (d decodedImage, err error) {
	defer func() { // the decoders are other people's code and may panic
		if cause := recover(); cause != nil {
			d, err = decodedImage{}, wrapDecodeError(fmt.Errorf("%v", cause))
		}
	}()
	ctx, cancel := context.WithTimeoutCause(ctx, decodeTimeout, ErrTimeout)
	defer cancel()
	b := &limitedReader{ctx: ctx, r: r, left: MaxBytes}
	var head bytes.Buffer
	info, orientation, err := readHeader(io.TeeReader(b, &head))
	if err != nil {
		return decodedImage{}, b.readError(err)
	}
	img, _, err := image.Decode(io.MultiReader(&head, b))
	if err != nil {
		return decodedImage{}, b.readError(wrapDecodeError(err))
	}
	canvas := image.Rect(0, 0, info.Width, info.Height)
	if orientation >= 5 {
		canvas = image.Rect(0, 0, info.Height, info.Width)
	}
	return decodedImage{img, canvas, orientation}, nil
}

// limitedReader reads until its context is done, or until it has read a number of bytes.
type limitedReader struct {
	ctx  context.Context
	r    io.Reader
	left int
	err  error
}

func (b *limitedReader) Read(p []byte) (int, error) {
	switch {
	case b.ctx.Err() != nil:
		b.err = context.Cause(b.ctx)
	case b.left <= 0:
		b.err = ErrTooLarge
	}
	if b.err != nil {
		return 0, b.err
	}
	n, err := b.r.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// readError returns why reading stopped if the reader stopped it, and otherwise err.
func (b *limitedReader) readError(err error) error {
	if b.err != nil {
		return b.err
	}
	return err
}

// sourcePoint returns the pixel of the stored image that is at x, y in the upright image of size w × h.
func (d decodedImage) sourcePoint(x, y, w, h int) image.Point {
	switch d.orientation {
	case 2:
		x = w - 1 - x
	case 3:
		x, y = w-1-x, h-1-y
	case 4:
		y = h - 1 - y
	case 5:
		x, y = y, x
	case 6:
		x, y = y, w-1-x
	case 7:
		x, y = h-1-y, w-1-x
	case 8:
		x, y = h-1-y, x
	}
	return image.Pt(x, y)
}

// uprightSize returns the size of the image after applying the orientation.
func (d decodedImage) uprightSize() (w, h int) {
	if d.orientation >= 5 {
		return d.canvas.Dy(), d.canvas.Dx()
	}
	return d.canvas.Dx(), d.canvas.Dy()
}

// exifOrientation returns the orientation in the EXIF block of a JPEG's first bytes: 1 to 8, or 1 if there is none.
func exifOrientation(jpeg []byte) int {
	exif := findEXIF(jpeg)
	if len(exif) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if exif[0] == 'I' {
		order = binary.LittleEndian
	}
	directory := int64(order.Uint32(exif[4:]))
	if directory+2 > int64(len(exif)) {
		return 1
	}
	const entry, tag = 12, 0x0112
	for i := range int64(order.Uint16(exif[directory:])) {
		e := directory + 2 + i*entry
		if e+entry > int64(len(exif)) {
			break
		}
		if order.Uint16(exif[e:]) == tag {
			if v := int(order.Uint16(exif[e+8:])); v >= 1 && v <= 8 {
				return v
			}
			break
		}
	}
	return 1
}

// findEXIF returns the EXIF block of a JPEG, or nil.
func findEXIF(jpeg []byte) (exif []byte) {
	const app1 = 0xe1
	visitSegments(jpeg, func(kind byte, body []byte) bool {
		if rest, ok := bytes.CutPrefix(body, []byte("Exif\x00\x00")); ok && kind == app1 {
			exif = rest
		}
		return exif == nil
	})
	return exif
}

// isProgressive reports whether a JPEG is progressive. It returns true if the first bytes do not say so.
func isProgressive(jpeg []byte) bool {
	const baseline, extended = 0xc0, 0xc1
	progressive := true
	visitSegments(jpeg, func(kind byte, _ []byte) bool {
		if kind == baseline || kind == extended {
			progressive = false
		}
		return progressive
	})
	return progressive
}

// visitSegments calls visit for each segment of a JPEG before the pixels, until visit returns false.
func visitSegments(jpeg []byte, visit func(kind byte, body []byte) bool) {
	const start, scan = 2, 0xda
	for offset := start; offset+4 <= len(jpeg) && jpeg[offset] == 0xff && jpeg[offset+1] != scan; {
		size := int(binary.BigEndian.Uint16(jpeg[offset+2:]))
		end := offset + 2 + size
		if size < 2 || end > len(jpeg) || !visit(jpeg[offset+1], jpeg[offset+4:end]) {
			return
		}
		offset = end
	}
}
