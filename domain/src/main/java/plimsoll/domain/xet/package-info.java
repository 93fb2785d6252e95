/// Xet's chunk store format: how files are cut into chunks, what chunks, xorbs and files are called, and the bytes of
/// xorbs and shards. Formats only: who may have a chunk is decided elsewhere. The specification is Hugging Face's
/// (hub-docs, docs/xet, version 1.1.0); where its two clients go further than it does, the class says so.
@NullMarked
package plimsoll.domain.xet;

import org.jspecify.annotations.NullMarked;
