package command

import (
	"context"

	"yizhan/sync/market"
)

type findArgs struct {
	verb
	Phone    string `json:"phone"`
	Name     string `json:"name"`
	IDNumber string `json:"id_number"`
}

// workerFind finds who registered here or, when the county can be asked, elsewhere.
func (e *Exec) workerFind(ctx context.Context, a *findArgs) (reply, error) {
	c, err := e.desk.Client(ctx)
	if err != nil {
		return nil, err
	}
	w, here, err := e.desk.FindWorker(ctx, c, market.Worker{Phone: a.Phone, Name: a.Name, IDNumber: a.IDNumber})
	if err != nil {
		return nil, err
	}
	return reply{"worker": w.ID, "here": here}, nil
}
