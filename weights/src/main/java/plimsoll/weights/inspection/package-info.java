/// Files as they are uploaded, inspected by their content before anybody loads them.
@NullMarked
package plimsoll.weights.inspection;

import org.jspecify.annotations.NullMarked;
