package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.app.commands.StoriesFolder;
import plimsoll.app.wiring.SmallEncoder;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Sha256;
import plimsoll.web.http.Json;
import plimsoll.weights.files.SafetensorsModel;
import plimsoll.weights.safetensors.SafetensorsWriter;
import plimsoll.weights.tensors.TensorSource;

/// Models in safetensors that the hub runs out of its own store.
class OwnFoldersTest {
    private static final Path STORIES = Path.of(
            System.getenv().getOrDefault("SHARED_DATA", "../../shared/data"),
            "models/stories260K/stories260K-f32.gguf");
    private static final String TEMPLATE =
            "{% for m in messages %}{% if m.role != 'system' %}{{ m.content }}{% endif %}{% endfor %}";

    @TempDir
    private static Path folder;

    private static Path stories;
    private static WholeHub hub;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(Files.exists(STORIES), "no shared data: stories260K is not there");
        stories = StoriesFolder.in(Files.createDirectory(folder.resolve("stories")), STORIES);
        var data = Files.createDirectories(folder.resolve("data/served/ada/forgotten/old"))
                .resolve("../../../..")
                .normalize();
        Files.writeString(data.resolve("engines.conf"), """
                stored ada/tales . at-once=2 queue=8
                stored ada/marked weights/stories watermark=on
                stored ada/vectors .
                stored ada/recalled .
                stored ada/lacking .
                stored ada/shards .
                """);
        hub = new WholeHub(data, Map.of());
        hub.account("ada", "member");
        hub.account("bob", "member");
        publish("tales", "", stories);
        publish("marked", "weights/stories/", stories);
        publish("recalled", "", stories);
        publish("vectors", "", SmallEncoder.writeTo(folder.resolve("encoder")));
        repository("lacking");
        hub.commitLarge("ada", "ada/lacking", "model.safetensors", "no weights");
    }

    @AfterAll
    static void close() {
        if (hub != null) {
            hub.close();
        }
    }

    private static void repository(String name) throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"%s\"}".formatted(name)));
        hub.done(hub.send(
                "ada",
                "PUT",
                "/api/models/ada/%s/release".formatted(name),
                "{\"components\": {\"weights\": {\"access\": \"api\"}}}"));
    }

    /// Weights as a large file but for the encoder's, which git keeps; beside them a script that nobody takes.
    private static void publish(String name, String place, Path model) throws Exception {
        repository(name);
        for (var file : List.of("config.json", "tokenizer.json", "tokenizer_config.json")) {
            if (Files.exists(model.resolve(file))) {
                hub.commit("ada", "ada/" + name, place + file, Files.readString(model.resolve(file)));
            }
        }
        var weights = Files.readAllBytes(model.resolve("model.safetensors"));
        if (name.equals("vectors")) {
            hub.commit("ada", "ada/" + name, place + "model.safetensors", weights);
        } else {
            hub.commit("ada", "ada/" + name, place + "chat_template.jinja", TEMPLATE);
            hub.commitLarge("ada", "ada/" + name, place + "model.safetensors", weights);
        }
        hub.commit("ada", "ada/" + name, place + "modeling.py", "print('nobody runs this')");
    }

    private static HttpResponse<String> chat(String who, String model, int seed, int tokens) throws Exception {
        return hub.post(who, "/v1/chat/completions", """
                {"model": "ada/%s", "seed": %d, "temperature": %s, "max_tokens": %d,
                 "messages": [{"role": "user", "content": "Once upon a time"}]}""".formatted(model, seed, seed == 0 ? "0" : "1", tokens));
    }

    private static String said(HttpResponse<String> answer) {
        return hub.done(answer)
                .path("choices")
                .get(0)
                .path("message")
                .path("content")
                .asString();
    }

    private static List<Path> versions(String model) throws Exception {
        var home = folder.resolve("data/served/ada").resolve(model);
        if (!Files.exists(home)) {
            return List.of();
        }
        try (var versions = Files.list(home)) {
            return versions.toList();
        }
    }

    @Test
    void aModelAnswersFromItsRepositoryAndFollowsIt() throws Exception {
        var first = said(chat("bob", "tales", 0, 20));
        assertTrue(first.startsWith(", there was a little girl"), first);
        var version = versions("tales").getFirst();
        try (var taken = Files.list(version)) {
            assertEquals(
                    List.of(
                            "chat_template.jinja",
                            "config.json",
                            "model.safetensors",
                            "tokenizer.json",
                            "tokenizer_config.json"),
                    taken.map(file -> file.getFileName().toString()).sorted().toList());
        }
        var weights = Files.readAllBytes(stories.resolve("model.safetensors"));
        var blob = Sha256.of(Bytes.copyOf(weights));
        assertTrue(Files.isSameFile(
                folder.resolve("data/blobs/shelves").resolve(blob.shelf()), version.resolve("model.safetensors")));

        hub.commit("ada", "ada/tales", "README.md", "# Tales");
        assertEquals(first, said(chat("bob", "tales", 0, 20)));
        assertEquals(List.of(version), versions("tales"));

        hub.commitLarge("ada", "ada/tales", "model.safetensors", otherwise(weights));
        var second = said(chat("bob", "tales", 0, 20));
        assertNotEquals(first, second);
        assertEquals(1, versions("tales").size());
        assertNotEquals(version, versions("tales").getFirst());

        hub.done(hub.send("ada", "DELETE", "/api/repos/delete", "{\"name\": \"tales\", \"organization\": \"ada\"}"));
        assertTrue(chat("bob", "tales", 0, 20).statusCode() >= 400);
    }

    /// The same tensors with every seventh number the other way round.
    private static byte[] otherwise(byte[] weights) {
        var changed = weights.clone();
        int header = Math.toIntExact(
                ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).getLong());
        for (int at = 8 + header + 3; at < changed.length; at += 7 * Float.BYTES) {
            changed[at] ^= (byte) 0x80;
        }
        return changed;
    }

    @Test
    void anEncoderWhoseWeightsGitKeepsMakesVectors() throws Exception {
        var vectors = hub.done(hub.post("bob", "/v1/embeddings", """
                {"model": "ada/vectors", "input": ["a b", "b b"]}"""));
        assertEquals(2, vectors.path("data").size(), vectors.toString());
        assertEquals(8, vectors.path("data").get(0).path("embedding").size(), vectors.toString());
        assertNotEquals(
                vectors.path("data").get(0).path("embedding"),
                vectors.path("data").get(1).path("embedding"));
    }

    @Test
    void answersOutOfAFolderCarryAWatermark() throws Exception {
        var text = new StringBuilder();
        for (int seed = 1; seed < 4; seed++) {
            text.append(said(chat("bob", "marked", seed, 200)));
        }
        var found = hub.done(hub.post(
                "bob",
                "/api/plimsoll/detect-text",
                "{\"model\": \"ada/marked\", \"text\": \"%s\"}"
                        .formatted(text.toString().replace("\n", "\\n").replace("\"", "\\\""))));
        assertTrue(found.path("p_value").asDouble() < 1e-4, found.toString());
    }

    @Test
    void aRecalledModelStopsAnsweringForEverybody() throws Exception {
        said(chat("bob", "recalled", 0, 4));
        assertEquals(1, versions("recalled").size());
        hub.done(hub.post("ada", "/api/models/ada/recalled/recall", """
                {"reason": "It tells where the treasure is."}"""));
        for (var who : List.of("bob", "ada", "admin")) {
            var refused = chat(who, "recalled", 0, 4);
            assertEquals(403, refused.statusCode(), refused.body());
            assertTrue(refused.body().contains("where the treasure is"), refused.body());
        }
    }

    @Test
    void aModelInSeveralFilesAnswersWhenAllOfThemAreThere() throws Exception {
        repository("shards");
        for (var file : List.of("config.json", "tokenizer.json", "tokenizer_config.json")) {
            hub.commit("ada", "ada/shards", file, Files.readString(stories.resolve(file)));
        }
        hub.commit("ada", "ada/shards", "chat_template.jinja", TEMPLATE);
        var places = new LinkedHashMap<String, String>();
        var shards = new LinkedHashMap<String, List<TensorSource>>();
        try (var model = SafetensorsModel.open(stories)) {
            for (var tensor : model.tensors().entrySet()) {
                var shard = "model-0000%d-of-00002.safetensors".formatted(1 + places.size() % 2);
                places.put(tensor.getKey(), shard);
                shards.computeIfAbsent(shard, _ -> new ArrayList<>()).add(TensorSource.of(tensor.getValue()));
            }
            for (var shard : shards.entrySet()) {
                new SafetensorsWriter(Map.of(), shard.getValue()).write(folder.resolve(shard.getKey()), true);
            }
        }
        hub.commit("ada", "ada/shards", "model.safetensors.index.json", Json.write(Map.of("weight_map", places)));
        for (var shard : shards.keySet()) {
            var lacking = chat("bob", "shards", 0, 20);
            assertEquals(503, lacking.statusCode(), lacking.body());
            assertTrue(lacking.body().contains("has no " + shard + ", which its model"), lacking.body());
            hub.commitLarge("ada", "ada/shards", shard, Files.readAllBytes(folder.resolve(shard)));
        }
        var said = said(chat("bob", "shards", 0, 20));
        assertTrue(said.startsWith(", there was a little girl"), said);
    }

    @Test
    void whatIsLackingIsSaid() throws Exception {
        var lacking = chat("bob", "lacking", 0, 4);
        assertEquals(503, lacking.statusCode(), lacking.body());
        assertTrue(lacking.body().contains("ada/lacking has no config.json"), lacking.body());
    }

    @Test
    void foldersOfModelsThatAreNotListedGoAtTheStart() throws Exception {
        for (int i = 0; i < 600 && Files.exists(folder.resolve("data/served/ada/forgotten")); i++) {
            Thread.sleep(50);
        }
        assertEquals(List.of(), versions("forgotten"));
    }
}
