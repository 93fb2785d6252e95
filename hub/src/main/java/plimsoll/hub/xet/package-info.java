/// Files as lists of chunks: how xorbs and shards come in, how a file is put together again out of its recipe, and who
/// may have which chunk. One file has one identity, its SHA-256, and one copy of its bytes, whichever way it came.
@NullMarked
package plimsoll.hub.xet;

import org.jspecify.annotations.NullMarked;
