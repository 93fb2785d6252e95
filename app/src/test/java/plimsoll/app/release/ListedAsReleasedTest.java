package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Listings speak to everybody, so they say what everybody sees: the moment a commit is there, and where commits are
/// released by hand, no sooner.
final class ListedAsReleasedTest {
    @TempDir
    static Path folder;

    @Test
    void listingsFollowWhatOthersSee() throws Exception {
        try (var hub = new WholeHub(folder.resolve("data"))) {
            hub.account("ada", "member");
            hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"model\"}"));
            hub.commit("ada", "ada/model", "README.md", "---\nlicense: mit\n---\n");
            assertEquals(List.of("mit"), licences(hub));
            hub.done(hub.send("ada", "PUT", "/api/models/ada/model/release", "{\"commits\": \"by-hand\"}"));
            hub.commit("ada", "ada/model", "README.md", "---\nlicense: apache-2.0\n---\n");
            assertEquals(List.of("mit"), licences(hub));
            hub.done(hub.post("ada", "/api/models/ada/model/release/commits", "{\"ref\": \"main\"}"));
            assertEquals(List.of("apache-2.0"), licences(hub));
        }
    }

    private static List<String> licences(WholeHub hub) throws Exception {
        return hub.done(hub.get("ada", "/api/models?search=model&full=true"))
                .valueStream()
                .flatMap(model -> model.get("tags").valueStream())
                .map(JsonNode::asString)
                .filter(tag -> tag.startsWith("license:"))
                .map(tag -> tag.substring("license:".length()))
                .toList();
    }
}
