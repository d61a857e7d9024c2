package vtcheck

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	_ "image/jpeg" // register the format
	_ "image/png"  // register the format
	"regexp"
	"strings"
)

// The sequences of pictures, whatever is in them: Kitty's, sixel, and the inline images of iTerm2.
var (
	pictureSequence = regexp.MustCompile(`\x1b(?:_G|P|\]1337;)[^\x1b\x07]*(?:\x1b\\|\x07)`)
	kittyBody       = regexp.MustCompile(`^\x1b_G[a-zA-Z0-9=,]+(?:;[A-Za-z0-9+/=]*)?\x1b\\$`)
	sixelBody       = regexp.MustCompile(`^\x1bP0;1q"1;1;[0-9]{1,5};[0-9]{1,5}(?:[?-~$-]|![0-9]{1,5}[?-~]|#[0-9]{1,3}(?:;2;[0-9]{1,3};[0-9]{1,3};[0-9]{1,3})?)*\x1b\\$`)
	itermBody       = regexp.MustCompile(`^\x1b\]1337;File=size=([0-9]+);width=[0-9]{1,3};height=[0-9]{1,3};preserveAspectRatio=0;inline=1;doNotMoveCursor=1:([A-Za-z0-9+/=]+)\x07$`)
)

// CutPictures returns s without the sequences of pictures, and a description of those that may do anything but draw or delete a
// picture.
func CutPictures(s string) (rest string, wrong []string) {
	rest = pictureSequence.ReplaceAllStringFunc(s, func(m string) string {
		if why := checkPicture(m); why != "" {
			wrong = append(wrong, why)
		}
		return ""
	})
	return rest, wrong
}

// checkPicture describes what is wrong with the sequence of a picture, or returns "".
func checkPicture(m string) string {
	switch {
	case strings.HasPrefix(m, "\x1b_G"):
		if !kittyBody.MatchString(m) {
			return fmt.Sprintf("not a picture of Kitty: %q", excerpt(m, 0))
		}
	case strings.HasPrefix(m, "\x1bP"):
		if !sixelBody.MatchString(m) {
			return fmt.Sprintf("not sixel: %q", excerpt(m, 0))
		}
	default:
		body := itermBody.FindStringSubmatch(m)
		if body == nil {
			return fmt.Sprintf("not an inline image: %q", excerpt(m, 0))
		}
		file, err := base64.StdEncoding.DecodeString(body[2])
		if err != nil || fmt.Sprint(len(file)) != body[1] {
			return fmt.Sprintf("a file of %d bytes instead of %s: %v", len(file), body[1], err)
		}
		if _, _, err := image.Decode(bytes.NewReader(file)); err != nil {
			return "an inline image that is none: " + err.Error()
		}
	}
	return ""
}
