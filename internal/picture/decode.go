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

// patience is how long the reading of one picture may take.
const patience = 5 * time.Second

// decoded is a picture and how it is to be turned.
type decoded struct {
	image.Image
	canvas image.Rectangle // of which the image may be a part
	turn   int             // as EXIF counts: 1 is upright
}

// decode reads a picture; of an animation, its first frame. It ends with ctx, and after some seconds.
func decode(ctx context.Context, r io.Reader) (d decoded, err error) {
	defer func() { // the decoders are not ours
		if cause := recover(); cause != nil {
			d, err = decoded{}, damaged(fmt.Errorf("%v", cause))
		}
	}()
	ctx, cancel := context.WithTimeoutCause(ctx, patience, ErrSlow)
	defer cancel()
	b := &bounded{ctx: ctx, r: r, left: MaxBytes}
	var head bytes.Buffer
	info, turn, err := measure(io.TeeReader(b, &head))
	if err != nil {
		return decoded{}, b.cause(err)
	}
	img, _, err := image.Decode(io.MultiReader(&head, b))
	if err != nil {
		return decoded{}, b.cause(damaged(err))
	}
	canvas := image.Rect(0, 0, info.Width, info.Height)
	if turn >= 5 {
		canvas = image.Rect(0, 0, info.Height, info.Width)
	}
	return decoded{img, canvas, turn}, nil
}

// bounded is a reader that ends with its context or after so many bytes.
type bounded struct {
	ctx  context.Context
	r    io.Reader
	left int
	err  error
}

func (b *bounded) Read(p []byte) (int, error) {
	switch {
	case b.ctx.Err() != nil:
		b.err = context.Cause(b.ctx)
	case b.left <= 0:
		b.err = ErrBytes
	}
	if b.err != nil {
		return 0, b.err
	}
	n, err := b.r.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// cause is why reading ended, when it was not the picture's fault.
func (b *bounded) cause(err error) error {
	if b.err != nil {
		return b.err
	}
	return err
}

// source is the pixel of the image at a pixel of the upright picture, which is w × h.
func (d decoded) source(x, y, w, h int) image.Point {
	switch d.turn {
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

// upright is the size of the picture as it is to be seen.
func (d decoded) upright() (w, h int) {
	if d.turn >= 5 {
		return d.canvas.Dy(), d.canvas.Dx()
	}
	return d.canvas.Dx(), d.canvas.Dy()
}

// orientation is how a camera was held, from the EXIF in the first bytes of a JPEG: 1 to 8, 1 where it does not say.
func orientation(jpeg []byte) int {
	exif := exifOf(jpeg)
	if len(exif) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if exif[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(exif[4:]))
	if at+2 > int64(len(exif)) {
		return 1
	}
	const entry, tag = 12, 0x0112
	for i := range int64(order.Uint16(exif[at:])) {
		e := at + 2 + i*entry
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

// exifOf is the EXIF block among the segments of a JPEG, or nil.
func exifOf(jpeg []byte) (exif []byte) {
	const app1 = 0xe1
	segments(jpeg, func(kind byte, body []byte) bool {
		if rest, ok := bytes.CutPrefix(body, []byte("Exif\x00\x00")); ok && kind == app1 {
			exif = rest
		}
		return exif == nil
	})
	return exif
}

// progressive says whether a JPEG comes as a whole that gets sharper; it does where the beginning does not tell.
func progressive(jpeg []byte) bool {
	const baseline, extended = 0xc0, 0xc1
	is := true
	segments(jpeg, func(kind byte, _ []byte) bool {
		if kind == baseline || kind == extended {
			is = false
		}
		return is
	})
	return is
}

// segments visits the segments of a JPEG before its pixels, until visit says no.
func segments(jpeg []byte, visit func(kind byte, body []byte) bool) {
	const start, scan = 2, 0xda
	for at := start; at+4 <= len(jpeg) && jpeg[at] == 0xff && jpeg[at+1] != scan; {
		size := int(binary.BigEndian.Uint16(jpeg[at+2:]))
		end := at + 2 + size
		if size < 2 || end > len(jpeg) || !visit(jpeg[at+1], jpeg[at+4:end]) {
			return
		}
		at = end
	}
}
