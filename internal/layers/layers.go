package layers

import (
	"slices"
	"strings"
)

// Packages returns the packages of all layers, the highest first.
func Packages() []Package {
	var all []Package
	for _, layer := range Plan() {
		all = append(all, layer.Packages...)
	}
	return all
}

// Find returns the package of a name.
func Find(name string) (p Package, ok bool) {
	for _, p := range Packages() {
		if p.Name == name {
			return p, true
		}
	}
	return Package{}, false
}

// Allowed returns the names of the packages that p may import, sorted, each once.
func (p Package) Allowed() []string {
	var names []string
	for _, name := range strings.Fields(p.Imports) {
		parent, isPattern := strings.CutSuffix(name, "*")
		if !isPattern {
			names = append(names, name)
			continue
		}
		for _, other := range Packages() {
			if strings.HasPrefix(other.Name, parent) {
				names = append(names, other.Name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// diskPackages access the disk, or the paths of one operating system.
var diskPackages = []string{"os", "path/filepath", "syscall"}

// IsDiskPackage reports whether a pure package must not import the package of this path.
func IsDiskPackage(path string) bool {
	return slices.ContainsFunc(diskPackages, func(disk string) bool { return isWithin(path, disk) })
}

// Covers reports whether the rule for l concerns the import of a path.
func (l Library) Covers(path string) bool {
	return isWithin(path, l.Path) && !slices.Contains(strings.Fields(l.Except), path)
}

// Permits reports whether the package of a name may use l.
func (l Library) Permits(name string) bool {
	return slices.ContainsFunc(strings.Fields(l.Users), func(user string) bool { return isWithin(name, user) })
}

// isWithin reports whether a path is the folder or lies below it.
func isWithin(path, folder string) bool {
	return path == folder || strings.HasPrefix(path, folder+"/")
}
