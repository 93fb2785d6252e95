package plimsoll.app.huggingface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Listings, searches, and the life of a repository, as clients see them.
final class CatalogueTest {
    private static final String[] BOB = {"Authorization", "Bearer hf_bob"};
    private static final String[] STRANGER = {"Authorization", ""};
    private static final String CARD = """
            ---
            license: mit
            language: en
            pipeline_tag: text-generation
            library_name: transformers
            base_model: meta/llama
            ---
            # Chart
            """;

    private RunningHub hub;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        hub = new RunningHub(folder);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void whoCreatesTwiceLearnsWhereItIs() throws Exception {
        var first = create("{\"name\":\"chart\",\"type\":\"dataset\",\"private\":false}");
        assertEquals(200, first.status(), first::toString);
        assertEquals(hub.url() + "/datasets/ada/chart", first.json().get("url").asString());
        var second = create("{\"name\":\"Chart\",\"organization\":\"ada\",\"type\":\"dataset\"}");
        assertEquals(409, second.status(), second::toString);
        assertEquals(hub.url() + "/datasets/ada/chart", second.json().get("url").asString());
    }

    @Test
    void nobodyCreatesWhatIsNotTheirs() throws Exception {
        var other = create("{\"name\":\"chart\",\"organization\":\"bob\"}");
        assertEquals(403, other.status());
        assertEquals(
                "You don't have the rights to create a model under the namespace \"bob\"",
                other.header("X-Error-Message"));
        assertEquals(
                401,
                hub.post("/api/repos/create", "{\"name\":\"chart\"}", STRANGER).status());
        for (var bad : List.of("a--b", "../x", "x.git", "", ".x", "x".repeat(97), "a/b/c")) {
            assertEquals(400, create("{\"name\":\"%s\"}".formatted(bad)).status(), bad);
        }
        assertEquals(400, create("{\"name\":\"x\",\"type\":\"teapot\"}").status());
    }

    @Test
    void whatItsMakerSaysOfANewRepositoryIsKept() throws Exception {
        assertEquals(
                200,
                create("{\"name\":\"demo\",\"type\":\"space\",\"sdk\":\"gradio\"}")
                        .status());
        assertEquals("gradio", hub.get("/api/spaces/ada/demo").json().get("sdk").asString());
        assertEquals("gradio", hub.get("/api/spaces").json().get(0).get("sdk").asString());
        var files = """
                {"name":"net","license":"Apache-2.0","files":[
                 {"path":"a/b.txt","content":"aGVsbG8=","encoding":"base64"},{"path":"c.txt","content":"see"}]}
                """;
        assertEquals(200, create(files).status());
        var net = hub.get("/api/models/ada/net").json();
        assertEquals("apache-2.0", net.get("cardData").get("license").asString());
        assertEquals("hello", hub.get("/ada/net/raw/main/a/b.txt").text());
        assertEquals("see", hub.get("/ada/net/raw/main/c.txt").text());
    }

    @Test
    void aModelTellsWhichSpacesUseIt() throws Exception {
        create("{\"name\":\"net\"}");
        create("{\"name\":\"demo\",\"type\":\"space\"}");
        create("{\"name\":\"hidden\",\"type\":\"space\",\"private\":true}");
        for (var space : List.of("demo", "hidden")) {
            var card = Ndjson.commit("Card").file("README.md", "---\nsdk: static\nmodels: [ada/net]\n---\n");
            assertEquals(
                    200,
                    hub.post("/api/spaces/ada/" + space + "/commit/main", card.text())
                            .status());
        }
        assertEquals(
                "[\"ada/demo\"]",
                hub.get("/api/models/ada/net", BOB).json().get("spaces").toString());
        assertEquals(
                2,
                hub.get("/api/models/ada/net?expand=spaces")
                        .json()
                        .get("spaces")
                        .size());
    }

    @Test
    void aRepositoryThatCannotBeginIsNotMade() throws Exception {
        for (var bad : List.of(
                "\"sdk\":\"teapot\",\"type\":\"space\"",
                "\"license\":\"mit\\nsdk: x\"",
                "\"files\":[{\"path\":\"../a\",\"content\":\"\"}]",
                "\"files\":[{\"path\":\"a\",\"content\":\"?\",\"encoding\":\"base64\"}]",
                "\"files\":[{\"path\":\"a\",\"content\":\"1\"},{\"path\":\"a/b\",\"content\":\"2\"}]")) {
            assertEquals(400, create("{\"name\":\"bad\",%s}".formatted(bad)).status(), bad);
            assertEquals(404, hub.get("/api/models/ada/bad", BOB).status());
            assertEquals(404, hub.get("/api/spaces/ada/bad").status());
        }
    }

    @Test
    void aNewRepositoryHasAHeadAndIsListedAndDescribed() throws Exception {
        create("{\"name\":\"chart\"}");
        var info = hub.get("/api/models/ada/chart");
        assertEquals(200, info.status(), info::toString);
        assertEquals("ada/chart", info.json().get("id").asString());
        assertFalse(info.json().get("gated").asBoolean());
        assertTrue(info.json().get("sha").asString().matches("[0-9a-f]{40}"), info::toString);
        assertEquals(List.of(".gitattributes"), siblings("ada/chart"));
        assertEquals(List.of("ada/chart"), list("/api/models"));
        assertEquals(
                "RevisionNotFound",
                hub.get("/api/models/ada/chart/revision/nowhere").header("X-Error-Code"));
    }

    @Test
    void aCommitOfTheCardChangesWhatIsFound() throws Exception {
        create("{\"name\":\"chart\"}");
        var commit = commit("ada/chart");
        var info =
                hub.get("/api/models/ada/chart?blobs=True&securityStatus=true").json();
        assertEquals(commit, info.get("sha").asString());
        assertEquals("mit", info.get("cardData").get("license").asString());
        assertEquals("text-generation", info.get("pipeline_tag").asString());
        var readme = info.get("siblings").get(1); // after .gitattributes, which every first commit brings
        assertEquals("README.md", readme.get("rfilename").asString());
        assertEquals(CARD.length(), readme.get("size").asInt());
        assertFalse(info.get("securityRepoStatus").get("scansDone").asBoolean());
        for (var query : List.of(
                "filter=license:mit",
                "filter=language:en&filter=license%3Amit",
                "filter=base_model:meta/llama",
                "filter=base_model:finetune:meta/llama",
                "pipeline_tag=text-generation",
                "filter=transformers&search=CHA",
                "author=Ada&sort=lastModified&direction=-1",
                "full=True&cardData=true",
                "expand[]=sha")) {
            assertEquals(List.of("ada/chart"), list("/api/models?" + query), query);
        }
        for (var query : List.of(
                "filter=license:apache-2.0",
                "search=nothing",
                "author=bob",
                "gated=true",
                "num_parameters=min:1B",
                "inference=warm")) {
            assertEquals(List.of(), list("/api/models?" + query), query);
        }
        var tags = hub.get("/api/models-tags-by-type").json();
        assertEquals("license:mit", tags.get("license").get(0).get("id").asString());
    }

    @Test
    void clientsChooseTheFields() throws Exception {
        create("{\"name\":\"chart\"}");
        commit("ada/chart");
        var chosen = hub.get("/api/models?expand=sha&expand=gated").json().get(0);
        assertEquals(
                new TreeSet<>(List.of("_id", "id", "modelId", "sha", "gated")), new TreeSet<>(chosen.propertyNames()));
        var full = hub.get("/api/models?full=true").json().get(0);
        assertEquals("README.md", full.get("siblings").get(1).get("rfilename").asString());
        assertFalse(full.has("cardData"));
    }

    @Test
    void pagesLinkToTheNext() throws Exception {
        for (int i = 0; i < 5; i++) {
            create("{\"name\":\"chart-%d\"}".formatted(i));
        }
        var found = new ArrayList<String>();
        var address = hub.url() + "/api/models?limit=2&sort=createdAt&search=chart";
        while (!address.isEmpty()) {
            var page = hub.get(address);
            page.json().forEach(item -> found.add(item.get("id").asString()));
            var link = page.header("Link");
            assertTrue(link.equals("-") || link.startsWith("<" + hub.url() + "/api/models?"), link);
            address = link.equals("-") ? "" : link.substring(1, link.indexOf('>'));
        }
        assertEquals(5, new TreeSet<>(found).size());
        assertEquals(5, found.size());
        assertEquals(400, hub.get("/api/models?cursor=made-up").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort=beauty", "limit=many", "num_parameters=big", "search=a+b+c+d+e+f+g+h+i+j+k"})
    void whatCannotBeUnderstoodIsSaid(String query) throws Exception {
        var answer = hub.get("/api/models?" + query);
        assertEquals(400, answer.status());
        assertFalse(answer.json().get("error").asString().isEmpty());
    }

    @Test
    void hiddenRepositoriesDoNotExistForOthers() throws Exception {
        create("{\"name\":\"chart\",\"visibility\":\"private\"}");
        assertEquals(List.of("ada/chart"), list("/api/models"));
        assertEquals(List.of(), list("/api/models", BOB));
        assertEquals(List.of(), list("/api/models?author=ada", STRANGER));
        for (var name : List.of("chart", "absent")) {
            var toBob = hub.get("/api/models/ada/" + name, BOB);
            assertEquals("404 RepoNotFound", toBob.status() + " " + toBob.header("X-Error-Code"));
            var toStranger = hub.get("/api/models/ada/" + name, STRANGER);
            assertEquals("401 RepoNotFound", toStranger.status() + " " + toStranger.header("X-Error-Code"));
        }
        assertEquals(404, hub.post("/api/models/ada/chart/like", "", BOB).status());
        var settings = hub.send(
                "PUT", "/api/models/ada/chart/settings", BodyPublishers.ofString("{\"visibility\":\"public\"}"));
        assertEquals(200, settings.status(), settings::toString);
        assertEquals(List.of("ada/chart"), list("/api/models", STRANGER));
    }

    @Test
    void aMovedRepositoryIsFoundByItsFormerName() throws Exception {
        create("{\"name\":\"chart\"}");
        var moved =
                hub.post("/api/repos/move", "{\"fromRepo\":\"ada/chart\",\"toRepo\":\"ada/map\",\"type\":\"model\"}");
        assertEquals(200, moved.status(), moved::toString);
        var old = hub.get("/api/models/ada/chart?blobs=true");
        assertEquals("307 /api/models/ada/map?blobs=true", old.status() + " " + old.header("Location"));
        assertEquals(409, create("{\"name\":\"chart\"}").status());
        var byBob = hub.post("/api/repos/move", "{\"fromRepo\":\"ada/map\",\"toRepo\":\"bob/map\"}", BOB);
        assertEquals(403, byBob.status());
    }

    @Test
    void deletingNeedsTheRightAndThePresentName() throws Exception {
        create("{\"name\":\"chart\"}");
        commit("ada/chart");
        assertEquals(
                403,
                delete("{\"name\":\"chart\",\"organization\":\"ada\"}", BOB).status());
        assertEquals(200, delete("{\"name\":\"chart\",\"type\":\"model\"}").status());
        assertEquals(404, hub.get("/api/models/ada/chart").status());
        assertEquals(404, delete("{\"name\":\"chart\"}").status());
        assertEquals(200, create("{\"name\":\"chart\"}").status());
        assertEquals(List.of(".gitattributes"), siblings("ada/chart"));
    }

    @Test
    void aDuplicateBeginsWithAllTheOtherHas() throws Exception {
        create("{\"name\":\"chart\"}");
        var commit = commit("ada/chart");
        var copied = hub.post("/api/models/ada/chart/duplicate", "{\"repository\":\"bob/copy\"}", BOB);
        assertEquals(200, copied.status(), copied::toString);
        assertEquals(commit, hub.get("/api/models/bob/copy").json().get("sha").asString());
        assertEquals(2, list("/api/models?filter=license:mit").size());
    }

    @Test
    void peopleLikeWhatTheySee() throws Exception {
        create("{\"name\":\"chart\"}");
        assertEquals(401, hub.post("/api/models/ada/chart/like", "", STRANGER).status());
        assertEquals(200, hub.post("/api/models/ada/chart/like", "", BOB).status());
        assertEquals(
                "bob",
                hub.get("/api/models/ada/chart/likers")
                        .json()
                        .get(0)
                        .get("user")
                        .asString());
        assertEquals(
                "/avatars/bob.svg", // Python reads it of every user
                hub.get("/api/models/ada/chart/likers")
                        .json()
                        .get(0)
                        .get("avatarUrl")
                        .asString());
        var liked = hub.get("/api/users/bob/likes").json().get(0);
        assertEquals("ada/chart", liked.get("repo").get("name").asString());
        assertEquals("model", liked.get("repo").get("type").asString());
        assertEquals(1, hub.get("/api/models/ada/chart").json().get("likes").asInt());
        assertEquals(404, hub.get("/api/users/nobody/likes").status());
        hub.send("DELETE", "/api/models/ada/chart/like", BodyPublishers.noBody(), BOB);
        assertEquals(0, hub.get("/api/users/bob/likes").json().size());
    }

    @Test
    void cardsAreCheckedBeforeTheyAreCommitted() throws Exception {
        var sound =
                hub.post("/api/validate-yaml", "{\"content\":\"---\\nlicense: mit\\n---\\n\",\"repoType\":\"model\"}");
        assertEquals("200 {\"errors\":[],\"warnings\":[]}", sound.status() + " " + sound.text());
        var broken = hub.post("/api/validate-yaml", "{\"content\":\"---\\na: [\\n---\\n\"}");
        assertEquals(400, broken.status());
        assertEquals(1, broken.json().get("errors").size());
        assertFalse(broken.json().get("errors").get(0).get("message").asString().isEmpty());
    }

    @Test
    void rightsCanBeAskedFor() throws Exception {
        create("{\"name\":\"chart\"}");
        assertEquals(200, hub.get("/api/models/ada/chart/auth-check/write").status());
        assertEquals(200, hub.get("/api/models/ada/chart/auth-check", BOB).status());
        assertEquals(403, hub.get("/api/models/ada/chart/auth-check/write", BOB).status());
        var own = hub.get("/api/settings/repositories").json();
        assertEquals("ada/chart", own.get(0).get("id").asString());
        assertEquals(401, hub.get("/api/settings/repositories", STRANGER).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/collections",
                "/api/models/ada/x/discussions",
                "/api/models/ada/x/discussions/1/comment",
                "/api/settings/webhooks",
                "/api/spaces/ada/x/runtime",
                "/api/jobs/ada",
                "/api/papers/2310.06825"
            })
    void whatIsNotBuiltYetSaysSo(String path) throws Exception {
        var answer = hub.get(path);
        assertEquals("501 NotImplemented", answer.status() + " " + answer.header("X-Error-Code"));
    }

    private Reply create(String body) throws Exception {
        return hub.post("/api/repos/create", body);
    }

    private Reply delete(String body, String... headers) throws Exception {
        return hub.send("DELETE", "/api/repos/delete", BodyPublishers.ofString(body), headers);
    }

    @Test
    void whatTheConfigurationSaysIsTold() throws Exception {
        create("{\"name\":\"chart\"}");
        var lines =
                Ndjson.commit("Add a configuration").file("config.json", """
                        {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 64,
                         "quantization_config": {"quant_method": "gptq", "bits": 4, "dataset": "c4"}}""").file("tokenizer_config.json", """
                        {"bos_token": {"content": "<s>"}, "eos_token": "</s>", "chat_template": "{{ messages }}",
                         "model_max_length": 1000000000000000019884624838656}""");
        assertEquals(
                200, hub.post("/api/models/ada/chart/commit/main", lines.text()).status());
        create("{\"name\":\"heir\"}");
        var heir = Ndjson.commit("Add a card").file("README.md", "---\nbase_model: ada/chart\n---\n");
        assertEquals(
                200, hub.post("/api/models/ada/heir/commit/main", heir.text()).status());
        var expand = "expand[]=config&expand[]=transformersInfo&expand[]=childrenModelCount";
        for (var info : List.of(
                hub.get("/api/models/ada/chart?" + expand).json(),
                hub.get("/api/models?search=chart&" + expand).json().get(0))) {
            assertEquals(
                    "{\"architectures\":[\"LlamaForCausalLM\"],\"model_type\":\"llama\","
                            + "\"quantization_config\":{\"quant_method\":\"gptq\",\"bits\":4},"
                            + "\"tokenizer_config\":{\"bos_token\":\"<s>\",\"eos_token\":\"</s>\","
                            + "\"chat_template\":\"{{ messages }}\"}}",
                    info.get("config").toString());
            assertEquals(
                    "{\"auto_model\":\"AutoModelForCausalLM\",\"pipeline_tag\":\"text-generation\","
                            + "\"processor\":\"AutoTokenizer\"}",
                    info.get("transformersInfo").toString());
            assertEquals(1, info.get("childrenModelCount").asInt());
        }
        assertFalse(hub.get("/api/models/ada/heir?" + expand).json().has("config"));
    }

    @Test
    void parametersAreCountedByTypeOverTheShardsOfAModel() throws Exception {
        create("{\"name\":\"sharded\"}");
        var lines = Ndjson.commit("Add weights")
                .file("model-00001-of-00002.safetensors", safetensors("F16", 6))
                .file("model-00002-of-00002.safetensors", safetensors("F32", 4));
        assertEquals(
                200,
                hub.post("/api/models/ada/sharded/commit/main", lines.text()).status());
        for (var info : List.of(
                hub.get("/api/models/ada/sharded").json(),
                hub.get("/api/models/ada/sharded?expand=safetensors").json(),
                hub.get("/api/models?search=sharded&expand=safetensors").json().get(0))) {
            assertEquals(
                    "{\"parameters\":{\"F16\":6,\"F32\":4},\"total\":10}",
                    info.get("safetensors").toString());
        }
    }

    /// A file of one tensor.
    private static byte[] safetensors(String type, int numbers) {
        int bytes = numbers * Integer.parseInt(type.substring(1)) / 8;
        var header = "{\"w\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
                .formatted(type, numbers, bytes)
                .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + header.length + bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }

    private String commit(String name) throws Exception {
        var content = Base64.getEncoder().encodeToString(CARD.getBytes(StandardCharsets.UTF_8));
        var lines = """
                {"key":"header","value":{"summary":"Add the card"}}
                {"key":"file","value":{"path":"README.md","content":"%s","encoding":"base64"}}
                """.formatted(content);
        var answer = hub.post("/api/models/" + name + "/commit/main", lines, "Content-Type", "application/x-ndjson");
        assertEquals(200, answer.status(), answer::toString);
        return answer.json().get("commitOid").asString();
    }

    private List<String> list(String path, String... headers) throws Exception {
        var names = new ArrayList<String>();
        var answer = hub.get(path, headers);
        assertEquals(200, answer.status(), answer::toString);
        answer.json().forEach(item -> names.add(item.get("id").asString()));
        return names;
    }

    private List<String> siblings(String model) throws Exception {
        var names = new ArrayList<String>();
        hub.get("/api/models/" + model)
                .json()
                .get("siblings")
                .forEach(sibling -> names.add(sibling.get("rfilename").asString()));
        return names;
    }
}
