// Package notes holds quire's manual and tour: a small library of linked and
// tagged posts that is built into the program, so that there is always
// something to read. It is plain content. It must never hold code beyond the
// embedding, and nothing in it may need a file outside this folder.
package notes

import "embed"

// FS holds the notes, each at its file name, and the picture that one of them shows. The reader opens it as it would
// open any folder.
//
//go:embed *.md *.png
var FS embed.FS
