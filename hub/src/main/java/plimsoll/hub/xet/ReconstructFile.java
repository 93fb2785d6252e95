package plimsoll.hub.xet;

import java.io.IOException;
import java.util.Optional;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.release.Intent;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.repositories.NameBytes;
import plimsoll.hub.repositories.OpenLargeFile;
import plimsoll.hub.repositories.Pass;

/// Tells how to put a file together out of chunks: only a file that commits of the repository name, and only whom the
/// gate lets have it. Anything else is not there.
///
/// Safe for use by any number of threads.
public final class ReconstructFile {
    private final OpenLargeFile files;
    private final NameBytes names;
    private final Recipes recipes;
    private final OpenXorb xorbs;

    /// Of what `recipes` make, as far as `files` hand it out.
    public ReconstructFile(OpenLargeFile files, NameBytes names, Recipes recipes, OpenXorb xorbs) {
        this.files = files;
        this.names = names;
        this.recipes = recipes;
        this.xorbs = xorbs;
    }

    /// The file that clients call `id`, if the holder may have it.
    public Optional<Pointer> find(Pass pass, XetHash id) throws IOException {
        var file = recipes.named(id);
        return file.isPresent() && mayHave(pass, file.get()) ? recipes.pointer(file.get()) : Optional.empty();
    }

    /// Whether the holder may have this file by its chunks. A file whose bytes are another's to them has none.
    public boolean mayHave(Pass pass, Sha256 file) throws IOException {
        return files.find(pass.require(Intent.READ), file) instanceof OpenLargeFile.Found.Here(var found)
                && names.nameFor(pass.recipient(), found).equals(found);
    }

    /// How to get the bytes of a file from `from` to before `to`.
    public Reconstruction of(Pointer file, long from, long to) throws IOException {
        var recipe =
                recipes.of(file.content()).orElseThrow(() -> new IOException("the recipe of " + file + " is gone"));
        return Reconstruction.of(
                recipe,
                from,
                to,
                xorb -> xorbs.find(xorb)
                        .map(StoredXorb::chunks)
                        .orElseThrow(() -> new IllegalStateException("xorb %s is gone".formatted(xorb))));
    }
}
