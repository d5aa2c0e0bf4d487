package office

import (
	"context"
	"net/http"
	"time"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// The cookie of a session, and the pages that somebody with a given-out password may see.
const (
	cookieName   = "yizhan_office"
	passwordPath = Root + "/password"
	outPath      = Root + "/out"
)

// maxChecks is how many passwords are looked at at once: each takes 32 MiB.
const maxChecks = 4

// checking waits for a place to look at a password, or refuses with overload.
func (o *Office) checking(ctx context.Context) (done func(), err error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	select {
	case o.checks <- struct{}{}:
		return func() { <-o.checks }, nil
	case <-ctx.Done():
		return nil, market.Refuse("overload")
	}
}

// signInView is what the page to sign in shows.
type signInView struct {
	Account string
	Reason  string // why it did not go well
	archive.Today
}

func (o *Office) signInPage(w http.ResponseWriter, r *http.Request) {
	if _, err := o.archive.Session(r.Context(), tokenOf(r)); err == nil {
		http.Redirect(w, r, Root, http.StatusSeeOther)
		return
	}
	o.showSignIn(w, r, http.StatusOK, signInView{})
}

func (o *Office) showSignIn(w http.ResponseWriter, r *http.Request, status int, view signInView) {
	o.headers(w.Header(), r)
	v := &Visit{Request: r, office: o, frame: o.frame, w: w}
	v.Area = o.areas.City().Code
	var err error
	if view.Today, err = o.archive.Glance(r.Context(), v.Reach); err == nil {
		err = v.show(status, "sign_in", view)
	}
	if err != nil {
		o.log.Error("page to sign in failed", "err", err)
		http.Error(w, "", http.StatusServiceUnavailable)
	}
}

func (o *Office) signIn(w http.ResponseWriter, r *http.Request) {
	account, password := "", ""
	err := o.form(w, r, MaxForm)
	if err == nil {
		account, password = r.PostFormValue("account"), r.PostFormValue("password")
	}
	var token string
	if err == nil {
		var done func()
		if done, err = o.checking(r.Context()); err == nil {
			token, err = o.archive.SignIn(r.Context(), account, password, addressOf(r))
			done()
		}
	}
	if err != nil {
		s := status(err)
		if s >= http.StatusInternalServerError {
			o.log.Error("sign in failed", "err", err)
			err = market.Refuse("server_busy")
		}
		o.showSignIn(w, r, s, signInView{Account: account, Reason: o.words.Refusal(err)})
		return
	}
	o.headers(w.Header(), r)
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Value: token, Path: Root, HttpOnly: true, Secure: secure(r), SameSite: http.SameSiteStrictMode,
	})
	http.Redirect(w, r, Root, http.StatusSeeOther)
}

// clear takes the session's cookie away from the browser.
func (v *Visit) clear() {
	http.SetCookie(v.w, &http.Cookie{
		Name: cookieName, Path: Root, MaxAge: -1, HttpOnly: true, Secure: secure(v.Request), SameSite: http.SameSiteStrictMode,
	})
}

func tokenOf(r *http.Request) string {
	c, err := r.Cookie(cookieName)
	if err != nil {
		return ""
	}
	return c.Value
}

// secure says whether the browser came by TLS, to this program or to a proxy before it. Whoever
// makes that up keeps nobody's cookie but their own from being sent.
func secure(r *http.Request) bool {
	return r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https"
}

func signOut(v *Visit) error {
	if err := v.Archive().SignOut(v.Context(), tokenOf(v.Request)); err != nil {
		return err
	}
	v.clear()
	return v.Go(Root+"/in", "")
}

func passwordPage(v *Visit) error { return v.Show("password", "") }

func setPassword(v *Visit) error {
	if v.PostFormValue("chosen") != v.PostFormValue("again") {
		return v.show(http.StatusBadRequest, "password", v.Words().Refusal(market.Refuse("not_the_same")))
	}
	done, err := v.office.checking(v.Context())
	if err != nil {
		return err
	}
	defer done()
	err = v.Archive().SetPassword(v.Context(), v.Account, v.PostFormValue("present"), v.PostFormValue("chosen"), addressOf(v.Request), tokenOf(v.Request))
	if market.Code(err) != "" {
		return v.show(status(err), "password", v.Words().Refusal(err))
	}
	if err != nil {
		return err
	}
	return v.Go(Root, "password")
}
