package flow

import (
	"yizhan/kiosk/desk"
)

// Room is one of the staff's rooms, between which a tap leads.
type Room string

// The rooms, in their order.
const (
	HallRoom    Room = "hall"
	WalkinRoom  Room = "walkin"
	ReviewRoom  Room = "review"
	ResultsRoom Room = "results"
	HelpRoom    Room = "help"
	NumbersRoom Room = "numbers"
	PrintRoom   Room = "prints"
	StationRoom Room = "station"
)

// RoomDoor is a room, how much waits there, and the way in.
type RoomDoor struct {
	Room    Room
	Waiting int
	Open    func()
}

// Rooms are the rooms that the one who is signed in may enter.
func (c *Clerk) Rooms() []RoomDoor {
	menu := c.menu()
	if menu == nil {
		return nil
	}
	doors := []RoomDoor{{Room: HallRoom, Open: menu.Room}}
	if c.may(desk.Publish) {
		doors = append(doors, RoomDoor{Room: WalkinRoom, Open: menu.Walkin}, RoomDoor{Room: ReviewRoom, Waiting: menu.Waiting, Open: menu.Matters})
	}
	doors = append(doors, RoomDoor{Room: ResultsRoom, Waiting: menu.Unsettled, Open: menu.Results})
	if c.may(desk.Care) {
		doors = append(doors, RoomDoor{Room: HelpRoom, Open: menu.Help})
	}
	doors = append(doors, RoomDoor{Room: NumbersRoom, Open: menu.Numbers})
	doors = append(doors, RoomDoor{Room: PrintRoom, Waiting: menu.Prints, Open: menu.PrintQueue}, RoomDoor{Room: StationRoom, Open: menu.Station})
	for i := range doors {
		open := doors[i].Open
		doors[i].Open = func() {
			c.leaveTo(menu)
			open()
		}
	}
	return doors
}

// menu is the page of doors below; nil on a page that was opened without it.
func (c *Clerk) menu() *StaffMenu {
	for _, p := range c.app.stack {
		if m, ok := p.(*StaffMenu); ok {
			return m
		}
	}
	return nil
}
