/// The Hub protocol against everything real: tables, git, blobs and sockets in one process.
@NullMarked
package plimsoll.app.huggingface;

import org.jspecify.annotations.NullMarked;
