// Package cli holds quire's commands, one file each. It decides what goes to
// which stream and with which exit code, and nothing else: finding, resolving
// and rendering happen in the rooms below.
package cli
