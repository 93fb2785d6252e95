package plimsoll.app.models;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import plimsoll.app.models.NotFetched.Kind;

/// Which hub models come from, and by whose right.
///
/// @param address without a slash at the end
/// @param token empty to come as a stranger; it is sent to this hub's own address and to no other
record HubAccess(URI address, String token) {
    private static final String PUBLIC_HUB = "https://huggingface.co";

    /// As the environment says: a Plimsoll by `PLIMSOLL_URL` and `PLIMSOLL_TOKEN`, or else a Hugging Face hub by the
    /// variables and files of its own tools.
    static HubAccess of(Map<String, String> environment, Path home) throws IOException {
        var plimsoll = environment.getOrDefault("PLIMSOLL_URL", "");
        if (!plimsoll.isBlank()) {
            return new HubAccess(
                    address(plimsoll),
                    environment.getOrDefault("PLIMSOLL_TOKEN", "").strip());
        }
        var endpoint = environment.getOrDefault("HF_ENDPOINT", "");
        return new HubAccess(address(endpoint.isBlank() ? PUBLIC_HUB : endpoint), huggingFaceToken(environment, home));
    }

    private static URI address(String text) throws NotFetched {
        try {
            var address = URI.create(text.strip().replaceAll("/+$", ""));
            var scheme = String.valueOf(address.getScheme());
            if (address.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
                return address;
            }
        } catch (IllegalArgumentException _) {
            // told below, as for an address of another kind
        }
        throw new NotFetched(Kind.UNCLEAR, "'%s' is not the address of a hub".formatted(text));
    }

    private static String huggingFaceToken(Map<String, String> environment, Path home) throws IOException {
        var given = environment.getOrDefault("HF_TOKEN", "").strip();
        if (!given.isEmpty()) {
            return given;
        }
        var folder = environment.getOrDefault("HF_HOME", "");
        var usual = home.resolve(".cache/huggingface");
        var file = (folder.isBlank() ? usual : Path.of(folder)).resolve("token");
        return Files.isReadable(file) ? Files.readString(file).strip() : "";
    }
}
