package plimsoll.engine.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.engine.fixtures.Seeds;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.JsonReader;
import plimsoll.engine.tokenizer.MarkedText;

/// A template is a stranger's program: it ends, stays small, reaches nothing, and says where it went wrong.
class TemplateLimitsTest {
    private static MarkedText render(String template, String... said) throws TemplateRefused {
        var messages = java.util.stream.Stream.of(said)
                .map(text -> new Json.Members(new java.util.LinkedHashMap<>(
                        Map.of("role", new Json.Text("user"), "content", new Json.Text(text)))))
                .toList();
        return ChatTemplate.read(template)
                .render(
                        messages,
                        List.of(),
                        new ChatOptions(true, "<s>", "</s>", LocalDateTime.of(2026, 11, 26, 13, 5), Map.of()));
    }

    // The parts that are trusted, in brackets.
    private static String marks(MarkedText text) {
        var shown = new StringBuilder(text.text());
        for (var range : text.trusted().reversed()) {
            shown.insert(range.to(), ']').insert(range.from(), '[');
        }
        return shown.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    <|u|>{{ messages[0].content }}<|e|>                       ; [<|u|>]<X> y[<|e|>]
                    {{ messages[0].content | trim | upper ~ '!' }}            ; <X> Y[!]
                    {{ (messages[0].content + '<|e|>')[1:5] }}                ; X> y
                    {{ ('a' + messages[0].content + 'b').split(' ') | join('-') }} ; [a]<X>[-]y[b]
                    {{ messages[0].content.replace('X', '<|e|>') }}           ; <[<|e|>]> y
                    {{ messages[0].content | tojson }}                        ; ["]<X> y["]
                    {{ {'k': messages[0].content} | tojson }}                 ; [{"]k[": "]<X> y["}]
                    {{ '%s' ~ messages[0].role }}                             ; [%s]user
                    {{ '{}<|e|>'.format(messages[0].content) }}               ; <X> y[<|e|>]
                    {% set x %}a{{ messages[0].content }}{% endset %}{{ x }}  ; [a]<X> y
                    {% macro m(t) %}<{{ t }}>{% endmacro %}{{ m(messages[0].content) }} ; [<]<X> y[>]
                    {{ messages | map(attribute='content') | join(bos_token) }} ; <X> y
                    {{ bos_token ~ messages[0].content | list | last }}       ; [<s>]y
                    {{ messages[0].content | reverse }}                       ; y >X<
                    """)
    void everyOperationKeepsWhoSaidWhat(String template, String marked) throws Exception {
        assertEquals(marked, marks(render(template, "<X> y")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for i in range(10000) %}{% for j in range(10000) %}{% endfor %}{% endfor %}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% set ns = namespace(t='xxxxxxxxxxxxxxxx') %}{% for i in range(60) %}{% set ns.t = ns.t + ns.t %}{% endfor %}",
                "{% for i in range(9999) %}{% for j in range(99) %}{{ 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' }}"
                        + "{% endfor %}{% endfor %}",
                "{{ range(10001) }}",
                "{{ 'x' * 99999999 }}",
                "{{ 'x' * 9223372036854775807 }}",
                "{% set a = [] %}{{ a.append(a) }}{{ a }}",
                "{% set a = [] %}{{ a.append(a) }}{{ a == [a] }}",
                "{% set ns = namespace(a=[1]) %}{% for i in range(99) %}{% set ns.a = [ns.a, ns.a] %}{% endfor %}{{ ns.a }}",
                "{% set ns = namespace(a='aaaaaaaa') %}{% for i in range(20) %}{% set ns.a = ns.a.replace('a', ns.a) %}{% endfor %}",
                "{% set ns = namespace(a=['x']) %}{% for i in range(99) %}{% set ns.a = ns.a + ns.a %}{% endfor %}",
                "{% for x in [[1]] recursive %}{{ loop([[1]]) }}{% endfor %}",
                "{{ 9223372036854775807 + 1 }}",
                "{{ 1 // 0 }}",
                "{{ 1 / 0 }}",
                "{{ 1 % 0 }}",
                "{{ 99999999999999999999 }}",
                "{{ nothing.x }}",
                "{{ nothing() }}",
                "{{ messages.y.z }}",
                "{{ none + 1 }}",
                "{{ 'a' < 1 }}",
                "{{ 'a' | nonsense }}",
                "{{ 'a' is nonsense }}",
                "{% nonsense %}",
                "{% if %}",
                "{% if true %}",
                "{% for x in %}{% endfor %}",
                "{{ ",
                "{# ",
                "{{ 'a }}",
                "{{ a b }}",
                "{{ (a }}",
                "{{ [1 }}",
                "{{ {1:2 }}",
                "{% endfor %}",
                "{% set 1 = 2 %}",
                "{{ a ? b }}",
                "{% for a, b in [1] %}{% endfor %}",
                "{% set a, b = [1] %}",
                "{{ raise_exception('no') }}",
                "{{ ''.__class__.__mro__ }}",
                "{{ messages.getClass().forName('x') }}",
                "{{ 'x'.class.name }}",
                "{{ namespace.call.x }}",
                "{% set x.y = 1 %}",
                "{% if true %}{% else %}{% else %}{% endif %}"
            })
    void whatGoesWrongIsRefused(String template) {
        var refused = assertThrows(TemplateRefused.class, () -> render(template, "x"));
        assertTrue(refused.line() > 0);
        assertTrue(String.valueOf(refused.getMessage()).contains("line " + refused.line()));
    }

    @Test
    void theLineIsNamed() {
        var refused = assertThrows(TemplateRefused.class, () -> render("a\n{% if true %}\n{{ x.y }}\n{% endif %}"));
        assertEquals(3, refused.line());
        assertEquals("x is undefined and has no attribute y", refused.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{{ [", "{% if x %}", "not ", "- ", "a if ", "a.", "a|b", "x(", "{'a': "})
    void deepNestingIsRefusedAndDoesNotOverflow(String opening) {
        assertThrows(TemplateRefused.class, () -> render("{{ " + opening.repeat(20_000)));
        assertThrows(TemplateRefused.class, () -> render(opening.repeat(20_000) + " }}{{ x.y }}"));
    }

    @Test
    void aLongChainIsNoDeepOne() throws Exception {
        var chain = Seeds.class
                .getSimpleName()
                .chars()
                .limit(1)
                .mapToObj(_ -> "'a'")
                .collect(Collectors.joining());
        assertEquals(
                "a".repeat(10_001),
                render("{{ " + (chain + " ~ ").repeat(10_000) + chain + " }}").text());
    }

    @Test
    void tooLongATemplateIsRefused() {
        assertThrows(TemplateRefused.class, () -> ChatTemplate.read("x".repeat(Limits.MAX_SOURCE_CHARACTERS + 1)));
    }

    /// Damaged templates are refused or render; nothing else happens.
    @Test
    void anyDamageIsRefusedOrRenders() throws Exception {
        try (var lines =
                java.util.Objects.requireNonNull(TemplateLimitsTest.class.getResourceAsStream("constructs.txt"))) {
            var sound = new String(lines.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            Seeds.each(3000, random -> {
                var template = new StringBuilder(sound);
                for (int wounds = 1 + random.nextInt(6); wounds > 0; wounds--) {
                    int at = random.nextInt(template.length() - 50);
                    int from = random.nextInt(template.length() - 50);
                    switch (random.nextInt(3)) {
                        case 0 -> template.delete(at, at + random.nextInt(20));
                        case 1 -> template.insert(at, template.substring(from, from + random.nextInt(20)));
                        default -> template.setCharAt(at, template.charAt(from));
                    }
                }
                int start = random.nextInt(template.length());
                try {
                    render(template.substring(start, Math.min(template.length(), start + 600)), "a", "b");
                } catch (TemplateRefused refused) {
                    assertTrue(refused.line() > 0);
                }
            });
        }
    }

    @Test
    void theDateIsWhatTheCallerSays() throws Exception {
        assertEquals(
                "26 Nov 2026 Thursday 13:05 01 PM 26",
                render("{{ strftime_now('%d %b %Y %A %H:%M %I %p %-d') }}").text());
    }

    @Test
    void argumentsOfToolCallsAreParsed() throws Exception {
        var message = (Json.Members) JsonReader.read("""
                {"role": "assistant", "tool_calls": [{"function": {"name": "f", "arguments": "{\\"a\\": [1]}"}},
                 {"function": {"name": "g", "arguments": "no json"}}]}
                """);
        var text = ChatTemplate.read(
                        "{% for c in messages[0].tool_calls %}{{ c.function.arguments.a[0] if c.function.arguments is mapping else c.function.arguments }};{% endfor %}")
                .render(
                        List.of(message),
                        List.of(),
                        new ChatOptions(false, "", "", LocalDateTime.of(2026, 1, 1, 0, 0), Map.of()));
        assertEquals("1;no json;", text.text());
    }
}
