package host

import (
	"path"
	"strings"
)

// Viewer returns the program that opens a file, given by its absolute path. Nil: the host opens no files.
type Viewer func(file string) Program

// NewViewer returns the default programs of an operating system.
func NewViewer(goos string) Viewer {
	return func(file string) Program { return Program{Args: openerArgv(goos, file)} }
}

// viewableExtensions holds the extensions of images, documents, sound and video. Any other file could be a
// program: the system's opener runs programs, and a note may come with one.
var viewableExtensions = map[string]bool{
	".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".webp": true, ".avif": true, ".heic": true, ".bmp": true, ".tif": true, ".tiff": true, ".svg": true,
	".pdf": true, ".djvu": true, ".epub": true,
	".mp3": true, ".ogg": true, ".wav": true, ".m4a": true, ".flac": true, ".opus": true,
	".mp4": true, ".webm": true, ".ogv": true, ".mov": true, ".mkv": true, ".m4v": true,
	".txt": true, ".csv": true, ".tsv": true,
}

// IsViewable reports whether a file of the library may be passed to a Viewer: a file to look at or to listen to, never a
// program.
func IsViewable(file string) bool { return viewableExtensions[strings.ToLower(path.Ext(file))] }
