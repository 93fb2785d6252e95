/// Numbers in blocks: how each element type that a model can be run in is turned into floats, and floats into it.
/// Plain loops, written to be read; what runs a model has faster ones and is held against these.
@NullMarked
package plimsoll.weights.blocks;

import org.jspecify.annotations.NullMarked;
