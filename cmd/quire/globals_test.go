package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strings"
	"testing"
)

// changingVariables lists the package-level variables that may change after start, each with the reason. A session would reach another
// through any that changes later.
var changingVariables = map[string]string{
	"links/profile.registered": "the file of each generator adds its generator before the program starts, so that a new one is one file",
}

// runtimeFunctions change Go's runtime for the whole process. Only the owner of the process, in cli, calls them.
var runtimeFunctions = []string{"debug.SetGCPercent", "debug.SetMemoryLimit", "debug.FreeOSMemory", "debug.SetMaxThreads", "debug.SetMaxStack", "runtime.GC"}

const runtimeOwner = "internal/cli/process.go"

func TestRuntime_HasOneOwner(t *testing.T) {
	for file := range sourceFiles(t) {
		f := parseSource(t, file)
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if name := selectorName(s); slices.Contains(runtimeFunctions, name) && file != runtimeOwner {
					t.Errorf("%s uses %s: only %s may", file, name, runtimeOwner)
				}
			}
			if c, ok := n.(*ast.CallExpr); ok && file != runtimeOwner {
				if s, ok := c.Fun.(*ast.SelectorExpr); ok && selectorName(s) == "runtime.GOMAXPROCS" && !isZero(c.Args) {
					t.Errorf("%s changes GOMAXPROCS: only %s may", file, runtimeOwner)
				}
			}
			return true
		})
	}
}

// No package has a variable that changes after start. The test finds assignments to a package-level variable or to a part of
// it, and variables of the types that exist to be changed, such as atomic.Int64. It does not find changes through a pointer.
func TestPackageVariables_DoNotChange(t *testing.T) {
	byPackage := map[string][]*ast.File{}
	for file := range sourceFiles(t) {
		byPackage[path.Dir(file)] = append(byPackage[path.Dir(file)], parseSource(t, file))
	}
	found := map[string]bool{}
	for pkg, files := range byPackage {
		for _, name := range findChangingVariables(files) {
			name = strings.TrimPrefix(pkg, "internal/") + "." + name
			if found[name] = true; changingVariables[name] == "" {
				t.Errorf("%s changes after start: make it a field, or list it in changingVariables with the reason", name)
			}
		}
	}
	for name := range changingVariables {
		if !found[name] {
			t.Errorf("changingVariables lists %s, which does not change", name)
		}
	}
}

func TestFindChangingVariables_EveryWay(t *testing.T) {
	const source = `package p
var a, b, c, d, e, kept = 1, []int{}, map[string]int{}, struct{ n int }{}, new(int), 1
var f atomic.Int64
var g struct { sync.Mutex; n int }
var h map[string]*sync.Mutex
type lock struct { mu sync.Mutex }
var i lock
var j, k = &lock{}, new(lock)
var m = struct{ next *node }{}
var _ lock
type node struct { next *node; lock *lock }
var once = sync.OnceValue(func() int { kept := 2; kept++; return kept })
func x(kept int) { a++; b[0] = 1; c["k"] = 2; d.n += 3; *e = 4; kept = 5; _ = kept }
func init() { h = nil }
`
	file, err := parser.ParseFile(token.NewFileSet(), "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	got := findChangingVariables([]*ast.File{file})
	if want := []string{"a", "b", "c", "d", "e", "f", "g", "i", "j", "k"}; !slices.Equal(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
}

// findChangingVariables returns the names of the variables of a package that its functions change, in order.
func findChangingVariables(files []*ast.File) []string {
	variables, changing, types := map[string]*ast.ValueSpec{}, map[string]bool{}, map[string]ast.Expr{}
	for _, f := range files {
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, s := range g.Specs {
				switch spec := s.(type) {
				case *ast.TypeSpec:
					types[spec.Name.Name] = spec.Type
				case *ast.ValueSpec:
					for i := range spec.Names {
						if g.Tok == token.VAR && spec.Names[i].Name != "_" {
							variables[spec.Names[i].Name] = spec
						}
					}
				}
			}
		}
	}
	for name, spec := range variables {
		changing[name] = isMadeToChange(typeOf(spec, name), types)
	}
	for _, f := range files {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && (fn.Name.Name != "init" || fn.Recv != nil) {
				markAssigned(fn, variables, changing)
			}
		}
	}
	var names []string
	for name, changes := range changing {
		if changes {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// markAssigned marks the variables that fn assigns to.
func markAssigned(fn *ast.FuncDecl, variables map[string]*ast.ValueSpec, changing map[string]bool) {
	mark := func(target ast.Expr) {
		if id := rootOf(target); id != nil {
			// The parser resolves names of the same file. An unresolved name is one of another file of the package.
			if spec := variables[id.Name]; spec != nil && (id.Obj == nil || id.Obj.Decl == spec) {
				changing[id.Name] = true
			}
		}
	}
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				for _, target := range n.Lhs {
					mark(target)
				}
			}
		case *ast.IncDecStmt:
			mark(n.X)
		}
		return true
	})
}

// rootOf returns the variable of which target is a part: v of v.f[i].g and *v, or nil.
func rootOf(target ast.Expr) *ast.Ident {
	for {
		switch x := target.(type) {
		case *ast.Ident:
			return x
		case *ast.SelectorExpr:
			target = x.X
		case *ast.IndexExpr:
			target = x.X
		case *ast.StarExpr:
			target = x.X
		case *ast.ParenExpr:
			target = x.X
		default:
			return nil
		}
	}
}

// typeOf returns the type of a variable, as far as its declaration names it: var v T, v = T{}, v = &T{} or v = new(T).
func typeOf(spec *ast.ValueSpec, name string) ast.Expr {
	i := slices.IndexFunc(spec.Names, func(id *ast.Ident) bool { return id.Name == name })
	if spec.Type != nil || i >= len(spec.Values) {
		return spec.Type
	}
	value := spec.Values[i]
	if u, ok := value.(*ast.UnaryExpr); ok {
		value = u.X
	}
	switch x := value.(type) {
	case *ast.CompositeLit:
		return x.Type
	case *ast.CallExpr:
		if id, ok := x.Fun.(*ast.Ident); ok && id.Name == "new" && len(x.Args) == 1 {
			return x.Args[0]
		}
	}
	return nil
}

// isMadeToChange reports whether a type holds a lock, an atomic value or the like, by value. types are those of the package.
func isMadeToChange(typ ast.Expr, types map[string]ast.Expr) bool {
	switch x := typ.(type) {
	case *ast.Ident:
		underlying, ok := types[x.Name]
		return ok && isMadeToChange(underlying, types)
	case *ast.StarExpr:
		return isMadeToChange(x.X, types)
	case *ast.SelectorExpr:
		name := selectorName(x)
		if name == "sync.Pool" { // buffers to use again: whether a pool has one makes no difference to anybody
			return false
		}
		return strings.HasPrefix(name, "atomic.") || strings.HasPrefix(name, "sync.")
	case *ast.IndexExpr: // atomic.Pointer[T]
		return isMadeToChange(x.X, types)
	case *ast.StructType:
		return slices.ContainsFunc(x.Fields.List, func(f *ast.Field) bool {
			_, isPointer := f.Type.(*ast.StarExpr) // otherwise a list of nodes would be searched for ever
			return !isPointer && isMadeToChange(f.Type, types)
		})
	}
	return false
}

// selectorName returns x as pkg.Name, or "" if it is no such thing.
func selectorName(x *ast.SelectorExpr) string {
	if pkg, ok := x.X.(*ast.Ident); ok {
		return pkg.Name + "." + x.Sel.Name
	}
	return ""
}

func isZero(args []ast.Expr) bool {
	if len(args) != 1 {
		return false
	}
	n, ok := args[0].(*ast.BasicLit)
	return ok && n.Value == "0"
}

func parseSource(t *testing.T, file string) *ast.File {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), path.Join(root, file), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
