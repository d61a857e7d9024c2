package note

// Stamp is what a file system says about a file without reading it. As long as the stamp is the same, so is the
// file. The zero Stamp belongs to a file for which this does not hold, and must not compare equal to any other.
type Stamp struct {
	Size              int64
	Modified, Changed int64  // nanoseconds since 1970; Changed is the time of the last change of any kind (ctime), which nobody can set back
	File              uint64 // the file's number (inode); like Changed it is 0 where the system has none
}

// Tree is what a file system says about the folders of a library, beside its notes: enough to tell later, without listing the
// folders again, that each still has the same files. It says nothing of what is in the files.
type Tree struct {
	Folders []Folder
	Files   []TreeFile
}

// Folder is a folder of a library. Its own stamp changes when a file is added, removed or renamed in it, and not when a file is
// written or when something changes in a folder below it.
type Folder struct {
	Path  string // slash path below the root, or "."
	Stamp Stamp  // the zero Stamp if the folder changed so recently that it may have changed again
	// Entries is a checksum of the names and kinds of the files that a scan of the library looks at.
	Entries uint64
	// Names are those of all files, if HasNames is set.
	Names    []string
	HasNames bool
}

// TreeFile is a file that is no note, but on which it depends what the library has: an ignore file or a symbolic link.
type TreeFile struct {
	Path    string // slash path below the root; may start with ../
	Follows bool   // the stamp is that of the file to which a symbolic link leads
	Stamp   Stamp  // the zero Stamp if there is no such file
}
