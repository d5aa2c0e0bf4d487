package county

// Fill takes every place that a push could have, until the result is called.
func (s *Server) Fill() (release func()) {
	for range maxPushes {
		s.gate <- struct{}{}
	}
	return func() {
		for range maxPushes {
			s.gate.leave()
		}
	}
}
