/// What an inspection of a file finds, and how bad that is.
@NullMarked
package plimsoll.weights.findings;

import org.jspecify.annotations.NullMarked;
