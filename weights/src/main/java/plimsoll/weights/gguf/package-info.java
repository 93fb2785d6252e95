/// GGUF, the single-file format of llama.cpp and its kin: typed metadata, tensor descriptions, aligned data. Versions 2
/// and 3, little-endian. Every check is made before the memory it guards is allocated.
@NullMarked
package plimsoll.weights.gguf;

import org.jspecify.annotations.NullMarked;
