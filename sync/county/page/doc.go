// Package page writes the county's public pages as HTML: light, without script, right in the
// in-app browser of an old phone.
//
// Begin at New and Pages.Slip, the page behind a slip's QR. A page is a function of its view:
// it reads no database and no clock. Words come from assets/phrases/page.*.json, colours and
// sizes from one stylesheet (style.css), icons are drawn inline; nothing is fetched from
// elsewhere, and Headers holds browsers to that.
package page
