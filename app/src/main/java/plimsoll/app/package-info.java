/// The only place that knows all: wiring by hand, configuration and the command line.
@NullMarked
package plimsoll.app;

import org.jspecify.annotations.NullMarked;
