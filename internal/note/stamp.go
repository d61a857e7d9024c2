package note

// Stamp is what a file system tells of a file without reading it. As long as it is the same, the file is. The zero
// Stamp is that of a file of which this cannot be said, and must be the same as no other.
type Stamp struct {
	Size              int64
	Modified, Changed int64  // nanoseconds since 1970; Changed is when anything of the file did, which nobody can set back
	File              uint64 // its number; like Changed it is 0 where there is none
}
