package cli

import (
	"runtime/debug"
	"strings"
)

// programVersion returns the release and the commit that the program was built from, as far as the build recorded
// them.
func programVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	return describeVersion(info.Main.Version, settings)
}

// describeVersion formats a module version and the VCS settings of a build.
func describeVersion(release string, vcs map[string]string) string {
	commit := vcs["vcs.revision"]
	short := commit[:min(len(commit), 12)]
	if release == "" || release == "(devel)" || short != "" && strings.Contains(release, short) {
		release = "development" // a pseudo-version says no more than its commit
	}
	var about []string
	if short != "" {
		about = append(about, "commit "+short)
	}
	if day, _, ok := strings.Cut(vcs["vcs.time"], "T"); ok {
		about = append(about, day)
	}
	if vcs["vcs.modified"] == "true" {
		about = append(about, "modified")
	}
	if len(about) == 0 {
		return release
	}
	return release + " (" + strings.Join(about, ", ") + ")"
}
