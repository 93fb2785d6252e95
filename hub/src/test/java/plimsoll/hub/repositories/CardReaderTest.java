package plimsoll.hub.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.RepoKind;
import plimsoll.hub.repositories.CardProblem.Severity;

final class CardReaderTest {
    /// Kept outside the repository, in `../shared/data` beside it, or where `PLIMSOLL_SHARED_DATA` says.
    private static final Path FIXTURES = Optional.ofNullable(System.getenv("PLIMSOLL_SHARED_DATA"))
            .map(Path::of)
            .orElse(Path.of("..", "..", "shared", "data"))
            .resolve("hub-fixtures");

    private final CardReader reader = new CardReader(Optional.empty());

    @Test
    void aModelsTagsFollowFromItsFields() {
        var card = read("""
                ---
                language: [en, 'no']
                license: apache-2.0
                library_name: transformers
                pipeline_tag: text-generation
                tags:
                - moe
                datasets: lab/corpus
                base_model: meta/llama
                ---
                See https://arxiv.org/abs/2310.06825 and arxiv.org/pdf/2310.06825.
                """);
        assertEquals(
                List.of(
                        "transformers",
                        "text-generation",
                        "moe",
                        "en",
                        "no",
                        "dataset:lab/corpus",
                        "arxiv:2310.06825",
                        "base_model:meta/llama",
                        "base_model:finetune:meta/llama",
                        "license:apache-2.0"),
                card.tags());
        assertEquals(Optional.of("text-generation"), card.task());
        assertEquals(Optional.of("transformers"), card.library());
        assertEquals(Optional.of("apache-2.0"), card.licence());
        assertEquals(List.of("meta/llama"), card.baseModels());
    }

    @Test
    void filesSayWhatTheCardLeavesOut() {
        var contents = new Contents(
                3,
                9,
                new TreeSet<>(List.of("safetensors")),
                Optional.of("llama"),
                Optional.of("text-generation"),
                Optional.of("transformers"),
                false,
                false,
                new TreeSet<>(),
                Description.NO_FACTS,
                Weights.NONE);
        var card = reader.read(RepoKind.MODEL, "# No metadata", contents);
        assertEquals(List.of("transformers", "safetensors", "llama", "text-generation"), card.tags());
        assertEquals("{}", card.json());
    }

    @Test
    void theRelationToABaseModelIsReadOffTheFiles() {
        assertEquals("base_model:adapter:a/b", relation(contents(true, false, "safetensors"), ""));
        assertEquals("base_model:quantized:a/b", relation(contents(false, true, "safetensors"), ""));
        assertEquals("base_model:quantized:a/b", relation(contents(false, false, "gguf"), ""));
        assertEquals("base_model:merge:a/b", relation(Contents.NONE, "tags: [merge]"));
        assertEquals("base_model:finetune:a/b", relation(Contents.NONE, ""));
        assertEquals(
                "base_model:finetune:a/b", relation(contents(false, false, "gguf"), "base_model_relation: finetune"));
    }

    @Test
    void datasetsTagEachFieldByItsName() {
        var card = reader.read(RepoKind.DATASET, """
                ---
                language: en
                license: mit
                task_categories: [question-answering]
                size_categories: n<1K
                tags: [birds]
                ---
                """, Contents.NONE);
        assertEquals(
                List.of(
                        "task_categories:question-answering",
                        "language:en",
                        "license:mit",
                        "size_categories:n<1K",
                        "birds"),
                card.tags());
        assertEquals(Optional.of("question-answering"), card.task());
    }

    @Test
    void aHubThatSaysWhereItIsTagsItsRegion() {
        var card = new CardReader(Optional.of("eu")).read(RepoKind.MODEL, "", Contents.NONE);
        assertEquals(List.of("region:eu"), card.tags());
    }

    @Test
    void whatIsNoTagIsLeftOut() {
        var card = read("---\ntags: ['a\\nb', \"x\\ny\", ' ', ok, 3, '" + "z".repeat(201) + "']\n---\n");
        assertEquals(List.of("a\\nb", "ok"), card.tags());
    }

    @Test
    void windowsLinesAndAByteOrderMarkAreFine() {
        var card = read("\uFEFF---\r\nlicense: mit\r\nlanguage: eo\r\n---\r\n# Hello\r\n");
        assertEquals(List.of("eo", "license:mit"), card.tags());
    }

    @Test
    void cardsComeBackAsJson() {
        var card = read("---\na: {b: [1, 2.5, true, ~, 'q\"\\x']}\nc: \"tab\\there\"\n---\n");
        assertEquals("{\"a\":{\"b\":[1,2.5,true,null,\"q\\\"\\\\x\"]},\"c\":\"tab\\u0009here\"}", card.json());
    }

    @Test
    void invalidYamlIsNamedByItsLine() {
        assertOneError("---\nlicense: mit\ntags: [a, b\nlanguage: en\n---\n", "Invalid YAML in line ");
        var twice =
                only("---\nlicense: mit\nlicense: mit\n---\n", Severity.ERROR).getFirst();
        assertTrue(twice.contains("line 3") && twice.contains("license"), twice);
        assertOneError("---\n- a\n---\n", "must be a mapping");
        assertOneError("---\n[]\n---\n", "must be a mapping");
        assertOneError("---\n{{card_data}}\n---\n", "");
        assertOneError("---\na: !!java/object:java.net.URL [x]\n---\n", "Invalid YAML");
    }

    @Test
    void endlessCardsEnd() {
        assertOneError("---\na: " + "[".repeat(5_000) + "]".repeat(5_000) + "\n---\n", "deep");
        assertOneError("---\na: " + "x".repeat(FrontMatter.MAX_CHARACTERS) + "\n---\n", "longer than");
        var laughs = new StringBuilder("---\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            laughs.append("a%d: &a%d [".formatted(i, i))
                    .append(String.join(",", java.util.Collections.nCopies(9, "*a" + (i - 1))))
                    .append("]\n");
        }
        assertOneError(laughs.append("---\n").toString(), "");
        assertOneError("---\na: &a [*a]\n---\n", "");
    }

    @Test
    void anUnknownLicenceIsAWarning() {
        assertEquals(1, only("---\nlicense: my-own\n---\n", Severity.WARNING).size());
        assertEquals(List.of(), only("---\nlicense: my-own\n---\n", Severity.ERROR));
        assertEquals(List.of(), reader.problems(RepoKind.MODEL, "---\nlicense: mit\n---\n"));
        assertEquals(1, only("---\nlicense: other\n---\n", Severity.WARNING).size());
        assertEquals(
                List.of(),
                reader.problems(RepoKind.MODEL, "---\nlicense: other\nlicense_name: x\nlicense_link: LICENSE\n---\n"));
        assertEquals(1, only("# Nothing", Severity.WARNING).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tags: {a: b}",
                "tags: [1.0]",
                "license_name: [x]",
                "pipeline_tag: 'Text Generation'",
                "base_model: 'not a name'",
                "base_model: [a/b/c]",
                "base_model_relation: cousin",
                "model-index: nothing",
                "model-index: [{results: []}]",
                "model-index: [{name: a, results: [{task: {type: t}, metrics: [{type: x, value: 1}]}]}]",
                "model-index: [{name: a, results: [{task: {type: t}, dataset: {type: d, name: d}, metrics: [{type: x}]}]}]"
            })
    void aFieldOfTheWrongShapeIsAnError(String field) {
        var errors = only("---\nlicense: mit\n" + field + "\n---\n", Severity.ERROR);
        assertEquals(1, errors.size(), () -> field + " " + errors);
        assertTrue(errors.getFirst().contains(field.substring(0, field.indexOf(':'))), errors::toString);
    }

    @Test
    void realCardsAreRead() throws IOException {
        assumeTrue(Files.isDirectory(FIXTURES), "no fixtures at " + FIXTURES.toAbsolutePath());
        var devstral = fixture("mistralai--Devstral-Small-2507/README.md");
        assertEquals(Optional.of("vllm"), devstral.library());
        assertEquals(Optional.of("apache-2.0"), devstral.licence());
        assertTrue(devstral.tags().contains("zh"));
        var diffusion = fixture("stabilityai--stable-diffusion-3.5-large/README.md");
        assertEquals(Optional.of("other"), diffusion.licence());
        assertEquals(
                List.of("Qwen/Qwen2.5-14B"),
                fixture("deepcogito--cogito-v1-qwen-14B/README.md").baseModels());
        var granite = fixture("ibm-granite--granite-3b-code-instruct-128k/README.md");
        assertTrue(granite.tags().contains("dataset:bigcode/commitpackft"));
        assertEquals(
                List.of("zh", "license:mit"),
                fixture("BAAI--bge-large-zh-v1.5/README.md").tags().stream()
                        .filter(tag -> !tag.startsWith("arxiv:"))
                        .toList());
        for (var name : List.of(
                "mistralai--Devstral-Small-2507",
                "ibm-granite--granite-3b-code-instruct-128k",
                "deepcogito--cogito-v1-qwen-14B",
                "stabilityai--stable-diffusion-3.5-large")) {
            var text = Files.readString(FIXTURES.resolve(name + "/README.md"));
            assertEquals(List.of(), only(text, Severity.ERROR), name);
        }
    }

    @Test
    void theCardsOfTheClientsOwnTestsAreRead() throws IOException {
        var cards = FIXTURES.resolve("huggingface_hub-card-tests/tests/fixtures/cards");
        assumeTrue(Files.isDirectory(cards), "no fixtures at " + cards.toAbsolutePath());
        for (var broken : List.of("sample_invalid_card_data.md", "sample_invalid_model_index.md")) {
            assertEquals(
                    1,
                    only(Files.readString(cards.resolve(broken)), Severity.ERROR)
                            .size(),
                    broken);
        }
        for (var sound : List.of(
                "sample_simple.md",
                "sample_simple_model_index.md",
                "sample_windows_line_breaks.md",
                "sample_no_metadata.md")) {
            assertEquals(List.of(), only(Files.readString(cards.resolve(sound)), Severity.ERROR), sound);
        }
    }

    private Card fixture(String path) throws IOException {
        return read(Files.readString(FIXTURES.resolve(path)));
    }

    private Card read(String readme) {
        return reader.read(RepoKind.MODEL, readme, Contents.NONE);
    }

    private String relation(Contents contents, String fields) {
        var readme = "---\nbase_model: a/b\n" + fields + "\n---\n";
        return reader.read(RepoKind.MODEL, readme, contents).tags().stream()
                .filter(tag -> tag.matches("base_model:[a-z]+:.*"))
                .findFirst()
                .orElseThrow();
    }

    private static Contents contents(boolean adapter, boolean quantised, String format) {
        return new Contents(
                1,
                1,
                new TreeSet<>(List.of(format)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                adapter,
                quantised,
                new TreeSet<>(),
                Description.NO_FACTS,
                Weights.NONE);
    }

    private List<String> only(String readme, Severity severity) {
        return reader.problems(RepoKind.MODEL, readme).stream()
                .filter(problem -> problem.severity() == severity)
                .map(CardProblem::message)
                .toList();
    }

    private void assertOneError(String readme, String saying) {
        var errors = only(readme, Severity.ERROR);
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.getFirst().contains(saying), errors::toString);
        assertEquals("{}", read(readme).json());
    }
}
