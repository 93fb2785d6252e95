/// Files are inspected before others than their publisher see the commit that brings them.
@NullMarked
package plimsoll.hub.inspection;

import org.jspecify.annotations.NullMarked;
