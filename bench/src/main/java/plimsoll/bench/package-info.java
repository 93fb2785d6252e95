/// Benchmarks, one class per question, named for it.
@NullMarked
package plimsoll.bench;

import org.jspecify.annotations.NullMarked;
