package plimsoll.web.lfs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client asks in a batch, as it comes over the wire: nothing in it is checked.
record BatchRequest(
        @Nullable String operation,
        @Nullable List<@Nullable String> transfers,
        @Nullable List<@Nullable Wanted> objects,
        @JsonProperty("hash_algo") @Nullable String hashAlgorithm,
        @Nullable Ref ref) {

    /// The branch that the files go to; the main one where none is named.
    String branch() {
        return ref == null || ref.name() == null ? "main" : ref.name();
    }

    /// A branch.
    record Ref(@Nullable String name) {}

    /// One file.
    record Wanted(@Nullable String oid, @Nullable Long size) {}
}
