package plimsoll.hub.repositories;

import java.io.IOException;
import java.util.Optional;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;

/// Whether somebody may commit a large file by its name alone. Knowing a hash is not possessing the bytes.
@FunctionalInterface
public interface Claims {
    /// The file as the repository of `pass` has it, or now has it because its committer may read it elsewhere; empty when
    /// neither holds, whether or not this hub stores such bytes.
    Optional<Pointer> claim(Pass pass, Sha256 content) throws IOException;
}
