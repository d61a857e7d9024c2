package cli

import (
	"context"
	"net/url"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf16"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"quire/internal/catalog"
	"quire/internal/check"
	"quire/internal/note"
	"quire/internal/safe"
)

// writeSARIF writes findings as SARIF 2.1.0, the format of code review tools. If the library lies below the current
// folder, paths are relative to that folder, as the review of a whole repository needs.
func (o *options) writeSARIF(ctx context.Context, c catalog.Library, kinds check.KindSet, all []check.Finding) error {
	report, err := sarif.New(sarif.Version210)
	if err != nil {
		return err
	}
	v := programVersion()
	run := sarif.NewRun(sarif.Tool{Driver: &sarif.ToolComponent{Name: "quire", Version: &v, Rules: []*sarif.ReportingDescriptor{}}})
	run.ColumnKind = "utf16CodeUnits"
	for _, k := range check.AllKinds() {
		if kinds.Has(k) {
			run.AddRule(k.String()).WithDescription(k.Description()).
				WithDefaultConfiguration(sarif.NewReportingConfiguration().WithLevel(sarifLevel(k)))
		}
	}
	prefix := o.pathFromWorkingDir(c.Status().Root)
	lines := columnConverter{ctx: ctx, c: c}
	for _, f := range all {
		uri := url.URL{Path: path.Join(prefix, f.Path)}
		at := sarif.NewPhysicalLocation().WithArtifactLocation(sarif.NewSimpleArtifactLocation(uri.String()))
		region := sarif.NewRegion().WithStartLine(max(f.Line, 1)) // review tools ignore results without a line
		if f.Line > 0 {
			region.WithStartColumn(lines.utf16Column(f))
		}
		at.WithRegion(region)
		run.AddResult(sarif.NewRuleResult(f.Kind.String()).WithLevel(sarifLevel(f.Kind)).
			WithMessage(sarif.NewTextMessage(safe.Text(f.Message) + suggestionSuffix(f))).
			WithLocations([]*sarif.Location{sarif.NewLocationWithPhysicalLocation(at)}))
	}
	report.AddRun(run)
	if err := report.PrettyWrite(o.out); err != nil {
		return err
	}
	return o.out.WriteByte('\n')
}

// sarifLevel returns the SARIF level of findings of kind k.
func sarifLevel(k check.Kind) string {
	if k.IsError() {
		return "error"
	}
	return "warning"
}

// pathFromWorkingDir returns the slash path from the current folder to root, or "" if root does not lie below it.
func (o *options) pathFromWorkingDir(root string) string {
	if root == "" {
		return ""
	}
	here, err := o.host.WorkingDir()
	if err != nil {
		return ""
	}
	rel, err := filepath.Rel(here, root)
	if err != nil || !filepath.IsLocal(rel) {
		return ""
	}
	return filepath.ToSlash(rel)
}

// columnConverter converts columns counted in bytes to UTF-16 code units, which SARIF counts. It keeps the lines of
// the file that it read last, since findings come sorted by file.
type columnConverter struct {
	ctx   context.Context
	c     catalog.Library
	path  string
	lines []string
}

// utf16Column returns the column of f in UTF-16 code units, counted from 1.
func (r *columnConverter) utf16Column(f check.Finding) int {
	if f.Path != r.path {
		r.path, r.lines = f.Path, nil
		if raw, err := r.c.ReadFile(r.ctx, f.Path); err == nil {
			text, _ := note.DecodeText(raw)
			r.lines = strings.Split(string(text), "\n")
		}
	}
	column := max(f.Column, 1)
	if f.Line > len(r.lines) {
		return column
	}
	line := r.lines[f.Line-1]
	return len(utf16.Encode([]rune(line[:min(column-1, len(line))]))) + 1
}
