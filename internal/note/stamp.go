package note

// Stamp is what a file system says about a file without reading it. As long as the stamp is the same, so is the
// file. The zero Stamp belongs to a file for which this does not hold, and must not compare equal to any other.
type Stamp struct {
	Size              int64
	Modified, Changed int64  // nanoseconds since 1970; Changed is the time of the last change of any kind (ctime), which nobody can set back
	File              uint64 // the file's number (inode); like Changed it is 0 where the system has none
}
