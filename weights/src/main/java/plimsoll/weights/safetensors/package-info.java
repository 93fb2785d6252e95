/// safetensors: a length, a JSON header, then the tensors' bytes with no hole between them; and the index that spreads
/// one model over several such files. Read strictly: what two readers could understand differently is refused.
@NullMarked
package plimsoll.weights.safetensors;

import org.jspecify.annotations.NullMarked;
