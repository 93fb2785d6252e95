/// Every door of a running hub, asked about what its asker may not know of.
@NullMarked
package plimsoll.app.doors;

import org.jspecify.annotations.NullMarked;
