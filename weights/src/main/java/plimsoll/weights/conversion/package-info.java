/// One model made out of another: in fewer bits, or in the other format. What is made is complete or not there,
/// and the same every time.
@NullMarked
package plimsoll.weights.conversion;

import org.jspecify.annotations.NullMarked;
