package plimsoll.web.lfs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer to a batch, as it goes over the wire.
record BatchAnswer(
        String transfer,
        List<Item> objects,
        @JsonProperty("hash_algo") String hashAlgorithm) {

    /// What to do about one file: actions, nothing, or an error.
    record Item(
            String oid,
            long size,
            @Nullable Boolean authenticated,
            @Nullable Map<String, Action> actions,
            @Nullable Failure error) {
        static Item present(String oid, long size) {
            return new Item(oid, size, true, null, null);
        }

        static Item todo(String oid, long size, Map<String, Action> actions) {
            return new Item(oid, size, true, actions, null);
        }

        static Item failed(String oid, long size, int code, String message) {
            return new Item(oid, size, null, null, new Failure(code, message));
        }
    }

    /// A request for the client to make.
    record Action(
            String href,
            @Nullable Map<String, String> header,
            @JsonProperty("expires_at") String expiresAt) {}

    /// Why there is nothing to do.
    record Failure(int code, String message) {}
}
