/// Git LFS's own protocol: batches, uploads whole and in parts, downloads by signed address.
@NullMarked
package plimsoll.web.lfs;

import org.jspecify.annotations.NullMarked;
