package cli

import (
	"testing"

	"quire/internal/config"
	"quire/internal/host"
)

func TestSnapshotCache_FollowsSetting(t *testing.T) {
	env := map[string]string{}
	o := &options{streams: &streams{env: func(name string) string { return env[name] }, host: host.Host{CacheDir: t.TempDir()}}}
	for value, want := range map[string]bool{"": true, "on": true, "off": false, "false": false} {
		env["QUIRE_CACHE"] = value
		settings, _ := config.LoadSettings(config.Sources{Env: o.env})
		o.cfg = settings.Config
		if got := o.snapshotCache(); (got.Dir != "") != want || (got.Program != "") != want {
			t.Errorf("QUIRE_CACHE=%s: %+v", value, got)
		}
	}
}
