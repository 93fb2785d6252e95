/// Python's pickles, executed as symbols: what they would import and call is judged, and nothing is run.
@NullMarked
package plimsoll.weights.pickle;

import org.jspecify.annotations.NullMarked;
