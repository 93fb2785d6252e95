package plimsoll.engine.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.engine.fixtures.ForeignFiles;
import plimsoll.engine.fixtures.Seeds;
import plimsoll.engine.json.JsonReader;
import plimsoll.engine.json.MalformedJson;
import plimsoll.engine.tokenizer.Specials;

/// Whatever follows the mask of a schema is JSON and valid by it.
class SchemaProperty {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "true",
                "{\"type\": \"object\"}",
                "{\"type\": \"string\", \"minLength\": 1, \"maxLength\": 3}",
                "{\"type\": \"string\", \"pattern\": \"^[A-Z]{2}-(\\\\d+|x?)[^a\\\"]$\"}",
                "{\"type\": \"string\", \"pattern\": \"^\\\\w+\\\\s.$\"}",
                "{\"type\": \"integer\", \"minimum\": -12, \"maximum\": 3456}",
                "{\"type\": \"integer\", \"exclusiveMinimum\": 9, \"exclusiveMaximum\": 101}",
                "{\"type\": \"integer\", \"minimum\": 0}",
                "{\"type\": \"integer\", \"maximum\": -7}",
                "{\"type\": [\"number\", \"null\", \"boolean\"]}",
                "{\"enum\": [\"a\", 1, null, true, [1, {\"b\": \"\\\"\\n\"}]]}",
                "{\"const\": {\"x\": [\"é\"]}}",
                "{\"type\": \"string\", \"enum\": [\"red\", \"reddish\", 4]}",
                "{\"type\": \"array\", \"items\": {\"type\": \"integer\"}, \"minItems\": 2, \"maxItems\": 4}",
                "{\"type\": \"array\", \"maxItems\": 0}",
                "{\"type\": \"array\", \"items\": {\"type\": \"array\", \"items\": {\"type\": \"boolean\"}}}",
                "{\"type\": \"object\", \"properties\": {\"name\": {\"type\": \"string\"}, \"age\": {\"type\": \"integer\"}},"
                        + " \"required\": [\"age\"], \"additionalProperties\": false}",
                "{\"type\": \"object\", \"properties\": {\"ab\": {\"type\": \"integer\"}, \"abc\": {\"type\": \"null\"},"
                        + " \"é\\\"\": {\"type\": \"boolean\"}}, \"additionalProperties\": {\"type\": \"string\"}}",
                "{\"properties\": {\"a\": {}}, \"required\": [\"a\", \"zz\"]}",
                "{\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"object\", \"required\": [\"k\"]}]}",
                "{\"oneOf\": [{\"type\": \"object\", \"properties\": {\"t\": {\"const\": \"a\"}, \"v\": {\"type\": \"integer\"}},"
                        + " \"required\": [\"t\"]}, {\"type\": \"object\", \"properties\": {\"t\": {\"const\": \"b\"}}, \"required\": [\"t\"]}]}",
                "{\"$ref\": \"#/$defs/tree\", \"$defs\": {\"tree\": {\"type\": \"object\", \"description\": \"a tree\", \"properties\":"
                        + " {\"left\": {\"$ref\": \"#/$defs/tree\"}, \"leaf\": {\"type\": \"integer\"}}, \"additionalProperties\": false}}}"
            })
    void whatFollowsTheMaskIsValid(String text) throws Exception {
        var schema = JsonReader.read(text);
        var grammar = Grammar.schema(schema);
        var validator = new Validator(schema);
        int[] whole = {0};
        Seeds.each(120, random -> {
            var answer = Walks.walk(grammar, random, 60).orElseThrow();
            if (!answer.isEmpty()) {
                whole[0]++;
                assertTrue(validator.valid(read(answer), schema), answer);
            }
        });
        assertTrue(whole[0] > 60, "only %d answers came to an end".formatted(whole[0]));
    }

    private static plimsoll.engine.json.Json read(String answer) {
        try {
            return JsonReader.read(answer);
        } catch (MalformedJson broken) {
            throw new AssertionError(answer, broken);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    {"type": "object", "minProperties": 1}                        ; minProperties
                    {"type": "string", "format": "date"}                          ; format
                    {"type": "number", "minimum": 1}                              ; minimum
                    {"not": {}}                                                    ; not
                    {"type": "array", "prefixItems": []}                          ; prefixItems
                    {"anyOf": [{"type": "string"}], "properties": {}}             ; properties
                    {"allOf": [{}]}                                                ; allOf
                    {"type": "string", "pattern": "abc"}                          ; abc
                    {"type": "string", "pattern": "^a|b$"}                        ; ^a|b$
                    {"type": "string", "pattern": "^(?=a)$"}                      ; (?=a)
                    {"$ref": "http://elsewhere"}                                   ; leads out
                    {"$ref": "#/nowhere"}                                          ; leads nowhere
                    {"$ref": "#"}                                                  ; begin with itself
                    {"type": "nonsense"}                                           ; type
                    {"enum": []}                                                   ; enum
                    {"oneOf": [{"type": "integer"}, {"type": "number"}]}          ; oneOf
                    {"type": "integer", "minimum": 3, "maximum": 2}               ; at least 3
                    {"type": "object", "required": ["a"], "additionalProperties": false} ; a is required
                    {"type": "string", "minLength": 99999}                        ; minLength
                    {"type": "string", "enum": [1]}                               ; no value
                    [1]                                                            ; neither
                    {"oneOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a"}], "$defs": {"a": {"type": "object", "required": ["x"], "properties": {"x": {"$ref": "#/$defs/a"}}}}} ; oneOf
                    """)
    void whatIsNotKnownIsNamed(String schema, String named) throws Exception {
        var json = JsonReader.read(schema);
        var refused = assertThrows(GrammarRefused.class, () -> Grammar.schema(json));
        assertTrue(Objects.requireNonNull(refused.getMessage()).contains(named), refused::getMessage);
    }

    /// What people would write is among what is allowed.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"Ann\", \"tags\": [\"a\", \"b\"], \"n\": -1.5e3}",
                "{\"name\":\"Ann\"}",
                "{\n  \"name\": \"A\\u00e9 \\\"x\\\"\",\n  \"tags\": []\n}",
                "{\"name\": \"\", \"more\": {\"deep\": [null, true]}}"
            })
    void usualAnswersAreAllowed(String answer) throws Exception {
        var schema =
                "{\"type\": \"object\", \"properties\": {\"name\": {\"type\": \"string\"}, \"tags\": {\"type\": \"array\","
                        + " \"items\": {\"type\": \"string\"}}, \"n\": {\"type\": \"number\"}}, \"required\": [\"name\"]}";
        assertTrue(Walks.accepts(Grammar.schema(JsonReader.read(schema)), answer));
    }

    @Test
    void everyWholeNumberOfARangeIsAllowedAndNoOther() throws Exception {
        for (int[] range : new int[][] {{0, 0}, {-3, 12}, {5, 5}, {99, 101}, {-120, -9}, {10, 987}}) {
            var grammar = Grammar.schema(JsonReader.read(
                    "{\"type\": \"integer\", \"minimum\": %d, \"maximum\": %d}".formatted(range[0], range[1])));
            for (int n = -200; n < 1100; n++) {
                assertEquals(n >= range[0] && n <= range[1], Walks.accepts(grammar, Integer.toString(n)), n + " in it");
            }
            assertFalse(Walks.accepts(grammar, "-0") || Walks.accepts(grammar, "007"));
        }
    }

    /// A real vocabulary of 50,000 tokens.
    @Test
    void realVocabulariesFollowSchemasToo() throws Exception {
        var file = ForeignFiles.vocabulary("ggml-vocab-gpt-2.gguf");
        plimsoll.engine.tokenizer.Tokenizer tokenizer;
        try (var gguf = plimsoll.weights.files.GgufModel.open(file)) {
            tokenizer = plimsoll.engine.tokenizer.Tokenizer.read(gguf);
        }
        var tokens = TokenOrder.of(tokenizer);
        var state = Grammar.anyObject().start(tokens);
        for (int token : tokenizer.encode("{\"name\": \"a long text, with words\", \"n\": [1, 2.5]}", Specials.TEXT)) {
            var logits = new float[tokens.size()];
            state.mask(logits);
            assertEquals(0, logits[token]);
            assertTrue(state.accept(token));
        }
        assertTrue(state.mayEnd());
    }
}
