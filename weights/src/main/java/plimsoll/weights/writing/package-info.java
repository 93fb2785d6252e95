/// How the formats write files: whole or not at all, and the same bytes for the same content. Not exported.
@NullMarked
package plimsoll.weights.writing;

import org.jspecify.annotations.NullMarked;
