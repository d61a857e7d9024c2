// Package testclock measures for tests what a call costs, in a way that does not depend on what else the machine does. No part
// of the program may import it.
package testclock

import "time"

// Patience bounds each wait of a test for something that must happen. It is far longer than anything takes on a busy machine, so
// that only a fault ends it.
const Patience = 2 * time.Minute
