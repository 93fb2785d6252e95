/// JSON as model files hold it: read as a stream, strictly and within limits. Not exported.
@NullMarked
package plimsoll.weights.json;

import org.jspecify.annotations.NullMarked;
