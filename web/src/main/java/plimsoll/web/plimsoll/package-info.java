/// Plimsoll's own API: what the Hub protocol has no words for, such as opening accounts. The command line speaks it.
@NullMarked
package plimsoll.web.plimsoll;

import org.jspecify.annotations.NullMarked;
