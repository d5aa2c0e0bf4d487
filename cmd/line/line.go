// Package line is how the programs without a screen read their command line and answer: the
// folder may stand before or after the command, the last line of stdout is one JSON object,
// logs go to stderr, and a failure is {"ok":false,…} with an exit code that is not 0.
package line

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"yizhan/assets"
	"yizhan/sync/market"
)

// Program is one program and its commands.
type Program struct {
	Name     string
	Usage    string
	Commands map[string]func(ctx context.Context, c *Call) error
}

// Call is one run of a command.
type Call struct {
	Data   string        // the folder; never empty after Parse
	Offset time.Duration // added to the wall clock (tests of I6)
	Flags  *flag.FlagSet // the command's own options
	Stdin  io.Reader
	Stdout io.Writer
	Stderr io.Writer

	args []string
}

// Main runs the program with the process's own arguments and ends the process.
func (p *Program) Main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := p.Run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// Run executes one command line and gives the exit code.
func (p *Program) Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	c := &Call{Stdin: stdin, Stdout: stdout, Stderr: stderr}
	before := flag.NewFlagSet(p.Name, flag.ContinueOnError)
	before.SetOutput(io.Discard)
	before.StringVar(&c.Data, "data", "", "folder")
	before.DurationVar(&c.Offset, "clock-offset", 0, "added to the wall clock")
	err := before.Parse(args)
	name := before.Arg(0)
	do, ok := p.Commands[name]
	if err != nil || !ok {
		fmt.Fprint(stderr, p.Usage)
		return c.fail(p.Name, market.Refuse("unknown_do"))
	}
	c.args = before.Args()[1:]
	c.Flags = flag.NewFlagSet(p.Name+" "+name, flag.ContinueOnError)
	c.Flags.SetOutput(stderr)
	c.Flags.StringVar(&c.Data, "data", c.Data, "folder")
	c.Flags.DurationVar(&c.Offset, "clock-offset", c.Offset, "added to the wall clock")
	if err := do(ctx, c); err != nil {
		return c.fail(p.Name, err)
	}
	return 0
}

// Parse reads the command's own options and gives what else stands there. Options may stand
// between the words. The folder must be named.
func (c *Call) Parse() ([]string, error) {
	words, err := c.Words()
	if err == nil && c.Data == "" {
		err = &market.Error{Code: "required", Field: "data"}
	}
	return words, err
}

// Words is Parse for a command that needs no folder.
func (c *Call) Words() ([]string, error) {
	var words []string
	args := c.args
	for {
		if err := c.Flags.Parse(args); err != nil {
			return nil, fmt.Errorf("%w: %w", &market.Error{Code: "bad_value", Field: "flags"}, err)
		}
		if c.Flags.NArg() == 0 {
			return words, nil
		}
		words = append(words, c.Flags.Arg(0))
		args = c.Flags.Args()[1:]
	}
}

// Now is the wall clock with the offset.
func (c *Call) Now() time.Time { return time.Now().Add(c.Offset) }

// Say prints one JSON object as a line.
func (c *Call) Say(v any) error {
	if err := json.NewEncoder(c.Stdout).Encode(v); err != nil {
		return fmt.Errorf("write result: %w", err)
	}
	return nil
}

// Silent is an error whose reply must not be written: nobody knows the truth.
type Silent struct{ Err error }

func (s *Silent) Error() string { return s.Err.Error() }

// Unwrap gives the reason.
func (s *Silent) Unwrap() error { return s.Err }

// Detailed is an error with fields for the reply beside code and text.
type Detailed interface {
	error
	Details() map[string]any
}

func (c *Call) fail(name string, err error) int {
	fmt.Fprintf(c.Stderr, "%s: %v\n", name, err)
	if _, ok := errors.AsType[*Silent](err); ok {
		return 1
	}
	code := market.Code(err)
	if code == "" {
		code = "internal"
	}
	r := map[string]any{"ok": false, "code": code, "text": assets.Phrases(assets.Chinese).Refusal(err)}
	if d, ok := errors.AsType[Detailed](err); ok {
		for k, v := range d.Details() {
			r[k] = v
		}
	}
	if err := c.Say(r); err != nil {
		fmt.Fprintln(c.Stderr, name+":", err)
	}
	return 1
}
