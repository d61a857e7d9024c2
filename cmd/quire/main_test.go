package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"quire/internal/testcorpus"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"quire": main})
}

// TestScript runs the program as it is shipped, one script per behaviour.
func TestScript(t *testing.T) {
	corpora, err := filepath.Abs("../../../shared/corpora")
	if err != nil {
		t.Fatal(err)
	}
	own, err := filepath.Abs(filepath.Dir(testcorpus.Path(t, testcorpus.Journal)))
	if err != nil {
		t.Fatal(err)
	}
	scripts := testscript.Params{Dir: "testdata/script"}
	if testing.Short() { // the race detector finds nothing more after a few
		t.Log("not all scripts with -short")
		scripts = testscript.Params{Files: []string{"testdata/script/records.txtar", "testdata/script/search.txtar"}}
	}
	testscript.Run(t, testscript.Params{
		Dir:           scripts.Dir,
		Files:         scripts.Files,
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
		Condition: func(cond string) (bool, error) {
			// [corpora] holds if the real libraries exist, on which some tests run too.
			_, err := os.Stat(corpora)
			return cond == "corpora" && err == nil, nil
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("CORPORA", corpora)
			env.Setenv("TESTCORPUS", own)
			env.Setenv("XDG_CONFIG_HOME", filepath.Join(env.WorkDir, ".config"))
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, ".cache"))
			return nil
		},
	})
}
