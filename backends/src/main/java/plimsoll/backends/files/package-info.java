/// Blobs as files in one folder, for a hub that fits on one machine or shares a file system.
@NullMarked
package plimsoll.backends.files;

import org.jspecify.annotations.NullMarked;
