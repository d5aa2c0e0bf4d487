package touch

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"yizhan/assets"
)

// One resource for each font file: the toolkit keeps parsed faces by resource,
// so a second resource of the same bytes would be parsed and held again.
var (
	regularFont = fyne.NewStaticResource("screen-regular.otf", assets.ScreenRegular())
	boldFont    = fyne.NewStaticResource("screen-bold.otf", assets.ScreenBold())
	figureFont  = fyne.NewStaticResource("figures.ttf", assets.Figures())
)

// stockColours are the roles for what the toolkit itself draws; anything else is Ink.
var stockColours = map[fyne.ThemeColorName]Colour{
	theme.ColorNameBackground:        Paper,
	theme.ColorNameForeground:        Ink,
	theme.ColorNamePrimary:           Green,
	theme.ColorNameButton:            Card,
	theme.ColorNameInputBackground:   Card,
	theme.ColorNameInputBorder:       Edge,
	theme.ColorNameDisabled:          DisInk,
	theme.ColorNameDisabledButton:    Dis,
	theme.ColorNameOverlayBackground: Paper,
	theme.ColorNameMenuBackground:    Panel,
	theme.ColorNameSeparator:         Hair,
	theme.ColorNameScrollBar:         Edge,
	theme.ColorNameFocus:             AmberEdge,
	theme.ColorNameSelection:         GreenTint,
	theme.ColorNamePressed:           GreenTint,
	theme.ColorNameSuccess:           GreenInk,
	theme.ColorNameWarning:           AmberEdge,
	theme.ColorNameError:             Red,
	theme.ColorNamePlaceHolder:       Ink2,
	theme.ColorNameHover:             Clear,
	theme.ColorNameShadow:            Clear,
}

// Theme is the Style as the toolkit wants it. The widgets here do not ask it;
// it keeps the window's ground and any stock widget in the same paint.
type Theme struct{ style *Style }

// NewTheme makes the toolkit's theme of a style.
func NewTheme(s *Style) *Theme { return &Theme{style: s} }

// Color implements fyne.Theme; the system's variant is not asked.
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if name == theme.ColorNameBackground && t.style.options.Window {
		return cleared(t.style.Paint(Paper))
	}
	if role, known := stockColours[name]; known {
		return t.style.Paint(role)
	}
	return t.style.Paint(Ink)
}

// cleared is what the toolkit is to clear a window to so that c is seen: it takes 255 times 255 for the whole of a
// colour that has 65,535 parts, and all is lighter by a hundredth and a bit.
func cleared(c color.NRGBA) color.NRGBA {
	part := func(v uint8) uint8 { return uint8(math.Round(float64(v) * 255 * 255 / 0xffff)) }
	return color.NRGBA{part(c.R), part(c.G), part(c.B), c.A}
}

// Font implements fyne.Theme: regular and bold, nothing slanted.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol:
		return theme.DefaultSymbolFont()
	case style.Bold:
		return boldFont
	}
	return regularFont
}

// Icon implements fyne.Theme.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return theme.DefaultTheme().Icon(name)
}

// Size implements fyne.Theme.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return t.style.Text(Body)
	case theme.SizeNameHeadingText:
		return t.style.Text(Question)
	case theme.SizeNameSubHeadingText:
		return t.style.Text(Title)
	case theme.SizeNameCaptionText:
		return t.style.Text(Caption)
	case theme.SizeNamePadding:
		return 0
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius:
		return radiusButton
	}
	return theme.DefaultTheme().Size(name)
}
