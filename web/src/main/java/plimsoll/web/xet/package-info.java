/// Xet's chunk store over HTTP, as its clients speak to it: xorbs and shards in, reconstructions and stretches of xorbs
/// out.
@NullMarked
package plimsoll.web.xet;

import org.jspecify.annotations.NullMarked;
