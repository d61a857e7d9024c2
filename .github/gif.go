//go:build ignore

// Gif joins pictures of one size to an animated GIF. Of each but the first only the part that has changed is kept, and
// all share one small palette, which the few colours of a terminal do not miss.
//
//	go run .github/gif.go OUT.gif SECONDS=FRAME.png...
package main

import (
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/png"
	"os"
	"slices"
	"strconv"
	"strings"
)

const colours = 48

func main() {
	if len(os.Args) < 3 {
		fail("usage: gif OUT.gif SECONDS=FRAME.png...")
	}
	var frames []image.Image
	var delays []int
	for _, arg := range os.Args[2:] {
		seconds, name, _ := strings.Cut(arg, "=")
		s, err := strconv.ParseFloat(seconds, 64)
		check(err)
		f, err := os.Open(name)
		check(err)
		img, err := png.Decode(f)
		check(err)
		f.Close()
		frames, delays = append(frames, img), append(delays, int(s*100))
	}
	palette := commonest(frames)
	out := &gif.GIF{Config: image.Config{ColorModel: palette, Width: frames[0].Bounds().Dx(), Height: frames[0].Bounds().Dy()}}
	var last *image.Paletted
	nearest := map[color.Color]uint8{}
	for i, img := range frames {
		whole := paletted(img, palette, nearest)
		part := whole
		if last != nil {
			part = changed(last, whole)
		}
		last = whole
		out.Image, out.Delay = append(out.Image, part), append(out.Delay, delays[i])
		out.Disposal = append(out.Disposal, gif.DisposalNone)
	}
	f, err := os.Create(os.Args[1])
	check(err)
	check(gif.EncodeAll(f, out))
	check(f.Close())
}

// commonest are the colours that most pixels have.
func commonest(frames []image.Image) color.Palette {
	count := map[color.RGBA]int{}
	for _, img := range frames {
		for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y++ {
			for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
				count[color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)]++
			}
		}
	}
	all := make([]color.RGBA, 0, len(count))
	for c := range count {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b color.RGBA) int { return count[b] - count[a] })
	var palette color.Palette
	for _, c := range all {
		if len(palette) < colours && apart(c, palette) {
			palette = append(palette, c)
		}
	}
	return palette
}

// apart says whether a colour is unlike those that are taken already.
func apart(c color.RGBA, taken color.Palette) bool {
	for _, t := range taken {
		o := t.(color.RGBA)
		far := func(a, b uint8) int { return max(int(a), int(b)) - min(int(a), int(b)) }
		if far(c.R, o.R)+far(c.G, o.G)+far(c.B, o.B) < 24 {
			return false
		}
	}
	return true
}

func paletted(img image.Image, palette color.Palette, nearest map[color.Color]uint8) *image.Paletted {
	out := image.NewPaletted(img.Bounds(), palette)
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y++ {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
			c := img.At(x, y)
			i, ok := nearest[c]
			if !ok {
				i = uint8(palette.Index(c))
				nearest[c] = i
			}
			out.SetColorIndex(x, y, i)
		}
	}
	return out
}

// changed is the smallest part of the picture outside of which nothing has changed.
func changed(before, now *image.Paletted) *image.Paletted {
	var r image.Rectangle
	for y := now.Rect.Min.Y; y < now.Rect.Max.Y; y++ {
		for x := now.Rect.Min.X; x < now.Rect.Max.X; x++ {
			if before.ColorIndexAt(x, y) != now.ColorIndexAt(x, y) {
				r = r.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	if r.Empty() {
		r = image.Rect(0, 0, 1, 1)
	}
	out := image.NewPaletted(r, now.Palette)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			out.SetColorIndex(x, y, now.ColorIndexAt(x, y))
		}
	}
	return out
}

func check(err error) {
	if err != nil {
		fail(err.Error())
	}
}

func fail(text string) {
	fmt.Fprintln(os.Stderr, "gif:", text)
	os.Exit(2)
}
