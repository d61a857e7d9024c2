package cli

import (
	"net/url"
	"os"
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

// sarif writes findings in the format of code review (SARIF 2.1.0). Paths are
// from the current folder where the library lies below it, as a review of a whole repository needs them.
func (o *shared) sarif(c *catalog.Catalog, kinds check.Set, all []check.Finding) error {
	report, err := sarif.New(sarif.Version210)
	if err != nil {
		return err
	}
	v := version()
	run := sarif.NewRun(sarif.Tool{Driver: &sarif.ToolComponent{Name: "quire", Version: &v, Rules: []*sarif.ReportingDescriptor{}}})
	run.ColumnKind = "utf16CodeUnits"
	for _, k := range check.Kinds() {
		if kinds.Has(k) {
			run.AddRule(k.String()).WithDescription(k.About()).
				WithDefaultConfiguration(sarif.NewReportingConfiguration().WithLevel(level(k)))
		}
	}
	prefix := fromHere(c.Library.Root)
	lines := lineReader{c: c}
	for _, f := range all {
		uri := url.URL{Path: path.Join(prefix, f.Path)}
		at := sarif.NewPhysicalLocation().WithArtifactLocation(sarif.NewSimpleArtifactLocation(uri.String()))
		region := sarif.NewRegion().WithStartLine(max(f.Line, 1)) // reviews show nothing without a line
		if f.Line > 0 {
			region.WithStartColumn(lines.units(f))
		}
		at.WithRegion(region)
		run.AddResult(sarif.NewRuleResult(f.Kind.String()).WithLevel(level(f.Kind)).
			WithMessage(sarif.NewTextMessage(safe.Text(f.Message) + meant(f))).
			WithLocations([]*sarif.Location{sarif.NewLocationWithPhysicalLocation(at)}))
	}
	report.AddRun(run)
	if err := report.PrettyWrite(o.out); err != nil {
		return err
	}
	return o.out.WriteByte('\n')
}

func level(k check.Kind) string {
	if k.Grave() {
		return "error"
	}
	return "warning"
}

// fromHere is the slash path from the current folder to the root of the
// library, or empty when it does not lie below.
func fromHere(root string) string {
	here, err := os.Getwd()
	if err != nil || root == "" {
		return ""
	}
	rel, err := filepath.Rel(here, root)
	if err != nil || !filepath.IsLocal(rel) {
		return ""
	}
	return filepath.ToSlash(rel)
}

// lineReader turns columns that count bytes into such as SARIF counts. It
// keeps the lines of the file that it read last.
type lineReader struct {
	c     *catalog.Catalog
	path  string
	lines []string
}

// units is the column of a finding in UTF-16 code units, from 1.
func (r *lineReader) units(f check.Finding) int {
	if f.Path != r.path {
		r.path, r.lines = f.Path, nil
		if raw, err := r.c.Library.Read(f.Path); err == nil {
			text, _ := note.Decode(raw)
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
