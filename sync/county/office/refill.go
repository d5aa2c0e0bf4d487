package office

import (
	"bytes"
	"net/url"
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// named says which control a refusal's field means where the form calls it otherwise: reasons are written into words.
var named = map[string]string{"reason": "words", "why": "words", "clauses": "text", "day": "value", "phone": "value"}

// refill puts values into the form of a page that posts to action, and words beside the control that field names, or
// before the first one. Passwords are not written back. It says false where the page has no such form.
func refill(page []byte, action string, values url.Values, field, words string) ([]byte, bool) {
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return nil, false
	}
	form := formOf(doc, action, values)
	if form == nil {
		return nil, false
	}
	all := controls(form)
	for i, c := range all {
		name := attr(c, "name")
		nth := 0
		for _, before := range all[:i] {
			if attr(before, "name") == name {
				nth++
			}
		}
		if given, ok := values[name]; ok || choice(c) {
			fill(c, given, nth)
		}
	}
	at := slices.IndexFunc(all, func(c *html.Node) bool { return field != "" && attr(c, "name") == field })
	if at < 0 && named[field] != "" {
		at = slices.IndexFunc(all, func(c *html.Node) bool { return attr(c, "name") == named[field] })
	}
	say(form, all, at, words)
	for up := form; up != nil; up = up.Parent { // what folds is shown open
		if up.DataAtom == atom.Details {
			set(up, "open", "")
		}
	}
	var out bytes.Buffer
	if err := html.Render(&out, doc); err != nil {
		return nil, false
	}
	return out.Bytes(), true
}

// say puts the words of a refusal beside the control at, or at the form's beginning where at is below zero.
func say(form *html.Node, all []*html.Node, at int, words string) {
	note := &html.Node{Type: html.ElementNode, Data: "span", DataAtom: atom.Span, Attr: []html.Attribute{
		{Key: "class", Val: "wrong"}, {Key: "id", Val: "wrong"}, {Key: "role", Val: "alert"},
	}}
	note.AppendChild(&html.Node{Type: html.TextNode, Data: words})
	if at < 0 {
		form.InsertBefore(note, form.FirstChild)
		at = 0
	} else if c := all[at]; choice(c) && c.Parent != form && c.Parent.Parent != nil {
		c.Parent.Parent.InsertBefore(note, c.Parent) // before the label of the first of several
	} else {
		c.Parent.InsertBefore(note, c.NextSibling)
	}
	if len(all) > at {
		set(all[at], "aria-invalid", "true")
		set(all[at], "aria-describedby", "wrong")
		set(all[at], "autofocus", "")
	}
}

// formOf finds the form that posts to action; of several, the one whose hidden values are those that were sent.
func formOf(n *html.Node, action string, values url.Values) *html.Node {
	for d := range n.Descendants() {
		if d.DataAtom == atom.Form && attr(d, "action") == action && sent(d, values) {
			return d
		}
	}
	return nil
}

// fresh are the hidden values that a page has anew each time it is shown: "seen" is what its figures are.
var fresh = []string{"proof", "back", "seen"}

func sent(form *html.Node, values url.Values) bool {
	for d := range form.Descendants() {
		if d.DataAtom != atom.Input || attr(d, "type") != "hidden" {
			continue
		}
		if name := attr(d, "name"); !slices.Contains(fresh, name) && !slices.Contains(values[name], attr(d, "value")) {
			return false
		}
	}
	return true
}

// controls are what somebody fills in, in the order of the page.
func controls(form *html.Node) (out []*html.Node) {
	for d := range form.Descendants() {
		switch d.DataAtom {
		case atom.Select, atom.Textarea:
			out = append(out, d)
		case atom.Input:
			if t := attr(d, "type"); t != "hidden" && t != "password" && t != "submit" {
				out = append(out, d)
			}
		}
	}
	return out
}

// choice says whether a control is marked and not written into.
func choice(c *html.Node) bool {
	t := attr(c, "type")
	return c.DataAtom == atom.Input && (t == "radio" || t == "checkbox")
}

// fill puts what was sent into a control; of several of one name, nth is which of them it is.
func fill(c *html.Node, given []string, nth int) {
	value := ""
	if nth < len(given) {
		value = given[nth]
	}
	switch {
	case choice(c):
		mark(c, "checked", slices.Contains(given, attr(c, "value")))
	case c.DataAtom == atom.Textarea:
		for c.FirstChild != nil {
			c.RemoveChild(c.FirstChild)
		}
		c.AppendChild(&html.Node{Type: html.TextNode, Data: value})
	case c.DataAtom == atom.Select:
		for d := range c.Descendants() {
			if d.DataAtom == atom.Option {
				mark(d, "selected", attr(d, "value") == value)
			}
		}
	default:
		set(c, "value", value)
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func set(n *html.Node, key, value string) {
	mark(n, key, false)
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}

func mark(n *html.Node, key string, on bool) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
	if on {
		n.Attr = append(n.Attr, html.Attribute{Key: key})
	}
}
