package flow

// clerk lets a page at the desk say who works on it.
func (c *Clerk) clerk() *Clerk { return c }

// Clerk is who works at the desk: on the page on screen, or on the one that it helps. nil on pages
// of everybody.
func (a *App) Clerk() *Clerk {
	if a.Current().Kind() != Staff {
		return nil
	}
	for i := len(a.stack) - 1; i >= 0; i-- {
		if p, ok := a.stack[i].(interface{ clerk() *Clerk }); ok && p.clerk().Account.Account != "" {
			return p.clerk()
		}
	}
	return nil
}
