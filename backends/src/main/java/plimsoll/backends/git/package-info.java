/// Git repositories through JGit: packs are blobs, refs are rows that move in the transaction of the deed. No
/// repository has a folder of its own, so any number of processes can serve all of them.
@NullMarked
package plimsoll.backends.git;

import org.jspecify.annotations.NullMarked;
