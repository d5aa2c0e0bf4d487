package ipp_test

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/godbus/dbus/v5"
)

// ippeveprinter announces itself through Avahi and ends where there is none. So tests give it a message
// bus of its own and an Avahi on it that takes every announcement and sends nothing to any network.

// avahiServer answers as org.freedesktop.Avahi.Server.
type avahiServer struct{}

const groupPath = dbus.ObjectPath("/Client1/EntryGroup1")

func (avahiServer) GetAPIVersion() (uint32, *dbus.Error)    { return 0x0201, nil }
func (avahiServer) GetVersionString() (string, *dbus.Error) { return "avahi 0.8", nil }
func (avahiServer) GetState() (int32, *dbus.Error)          { return 2, nil } // running
func (avahiServer) GetHostName() (string, *dbus.Error)      { return "printer", nil }
func (avahiServer) GetHostNameFqdn() (string, *dbus.Error)  { return "printer.local", nil }
func (avahiServer) GetDomainName() (string, *dbus.Error)    { return "local", nil }

// EntryGroupNew gives the one group there is.
func (avahiServer) EntryGroupNew() (dbus.ObjectPath, *dbus.Error) { return groupPath, nil }

// avahiGroup answers as org.freedesktop.Avahi.EntryGroup.
type avahiGroup struct{}

func (avahiGroup) GetState() (int32, *dbus.Error) { return 2, nil } // established
func (avahiGroup) IsEmpty() (bool, *dbus.Error)   { return false, nil }
func (avahiGroup) Commit() *dbus.Error            { return nil }
func (avahiGroup) Reset() *dbus.Error             { return nil }
func (avahiGroup) Free() *dbus.Error              { return nil }

func (avahiGroup) AddService(int32, int32, uint32, string, string, string, string, uint16, [][]byte) *dbus.Error {
	return nil
}

func (avahiGroup) AddServiceSubtype(int32, int32, uint32, string, string, string, string) *dbus.Error {
	return nil
}

func (avahiGroup) UpdateServiceTxt(int32, int32, uint32, string, string, string, [][]byte) *dbus.Error {
	return nil
}

func (avahiGroup) AddRecord(int32, int32, uint32, string, uint16, uint16, uint32, []byte) *dbus.Error {
	return nil
}

// messageBus starts a bus with an Avahi on it, and gives its address.
func messageBus(t *testing.T) string {
	t.Helper()
	address := "unix:path=" + filepath.Join(shortDir(t), "bus")
	bus := exec.Command(needs(t, "dbus-daemon", "dbus-daemon"), "--session", "--nofork", "--print-address", "--address="+address)
	out, err := bus.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := bus.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = bus.Process.Kill()
		_ = bus.Wait() // it was killed
	})
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatalf("the message bus does not start: %v", err)
	}
	conn, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	for _, e := range []error{
		conn.Export(avahiServer{}, "/", "org.freedesktop.Avahi.Server"),
		conn.Export(avahiGroup{}, groupPath, "org.freedesktop.Avahi.EntryGroup"),
	} {
		if e != nil {
			t.Fatal(e)
		}
	}
	if reply, err := conn.RequestName("org.freedesktop.Avahi", dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		t.Fatalf("name of Avahi: %v, %v", reply, err)
	}
	return address
}

// shortDir is a folder whose name fits into the address of a socket.
func shortDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "ipp")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// needs finds a program of a Debian package; some lie where only root looks.
func needs(t *testing.T, program, pkg string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		path, err = exec.LookPath("/usr/sbin/" + program)
	}
	if err != nil {
		t.Fatalf("%s is needed; it is in the Debian package %s", program, pkg)
	}
	return path
}
