package tui

import (
	"charm.land/bubbles/v2/key"

	"quire/internal/tui/field"
)

// keyContext is where keys work together: on a screen, or in an overlay.
type keyContext struct {
	title string // over them in the help
	where string // in a message about keys of the settings that clash there; empty where letters are text, and where none can be set
	keys  []key.Binding
	also  []key.Binding // work there too; the help has them elsewhere
}

// contexts lists all keys, taken from the tables that dispatch them. The help lists them, and the settings are checked against
// them.
func (k keyMap) contexts() []keyContext {
	with := func(actions []action, keys ...key.Binding) []key.Binding {
		return append(actionBindings(actions), keys...)
	}
	return []keyContext{
		{"on the shelf", "on the shelf", with(k.shelfActions(), k.list.Bindings()...), nil},
		{"on the page", "on the page", with(k.pageActions(), k.page.Bindings()...), nil},
		{"anywhere", "", with(k.globalActions()), nil},
		{"typing a query", "", with(k.queryActions()), nil},
		{"searching in the page", "", with(k.findActions()), nil},
		{"tag picker", "", append(k.tags.Bindings(), k.Leave), nil},
		{"lists", "", append(k.filter.Bindings(), k.Remove, k.Leave), nil},
		{"related notes", "", with(k.relatedActions(), k.filter.Choose), nil},
		{"link preview", "in a link's preview", with(k.peekActions()), k.page.Bindings()},
		{"picture", "in a picture", with(k.pictureActions()), nil},
		{"nearby notes", "in the map of nearby notes", with(k.linkMapActions(), k.linkMap.Bindings()...), nil},
		{"tasks", "in the list of tasks", with(k.taskActions(), k.tasks.Bindings()...), nil},
		{"tables", "in a table", with(k.tableActions(), k.table.Bindings()...), nil},
		{"text windows", "in text windows", with(k.textViewActions(), k.text.Bindings()...), nil},
		{"confirmation", "", with(k.confirmActions()), nil},
		{"text input", "", field.DefaultKeyMap().Bindings(), nil},
	}
}
