/// ClamAV, asked through its daemon.
@NullMarked
package plimsoll.backends.clamd;

import org.jspecify.annotations.NullMarked;
