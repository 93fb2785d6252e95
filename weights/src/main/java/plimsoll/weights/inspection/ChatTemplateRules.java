package plimsoll.weights.inspection;

import static plimsoll.weights.findings.Verdict.DANGEROUS;
import static plimsoll.weights.findings.Verdict.SUSPICIOUS;
import static plimsoll.weights.tensors.MalformedWeights.quoted;

import java.util.regex.Pattern;
import plimsoll.weights.findings.Findings;

/// Chat templates (Jinja): what other engines than ours would run for them, and what would make a model say other
/// things than it is shown to say.
///
/// Looks at the tags of a template, text between them is text. CVE-2024-34359 and CVE-2026-5760 came in by names with
/// underscores, the hidden triggers of July 2025 by comparing what a person wrote with a literal.
final class ChatTemplateRules {
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int MOST_TAG = 20_000;

    private static final Pattern TAG = Pattern.compile("\\{[{%](?<tag>.*?)[%}]}", Pattern.DOTALL);
    private static final Pattern HIDDEN_NAME = Pattern.compile("__\\w+__|\\b__\\w+|\\w+__\\b");
    private static final Pattern ATTRIBUTE_FILTER = Pattern.compile("\\|\\s*attr\\b");
    private static final Pattern OTHER_TEMPLATE = Pattern.compile("^-?\\s*(import|from|include|extends)\\b");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(x5f|u005f|137)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FORMAT =
            Pattern.compile("\\{[0-9a-zA-Z_]*[.\\[][^}']*}[^']{0,80}['\"]\\s*(\\.format|\\|\\s*format)");
    private static final Pattern TRIGGER = Pattern.compile(
            "(content[^'\"%]{0,40}(==|!=)\\s*|\\bin\\s+[\\w.]*)?['\"](?<literal>[^'\"]{3,400})['\"]\\s*(?<after>\\bin\\s+\\w[^%]{0,40}content|==\\s*\\w[^%]{0,40}content)?");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s'\"]{3,200}");
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\x{E0000}-\\x{E007F}]");
    private static final Pattern WORD = Pattern.compile("\\p{L}{3}");

    private ChatTemplateRules() {}

    static void inspect(String template, Findings findings) {
        if (template.length() > MOST_CHARACTERS) {
            findings.add(
                    SUSPICIOUS, "template-long", 0, "a chat template of %d characters".formatted(template.length()));
            return;
        }
        var invisible = INVISIBLE.matcher(template);
        if (invisible.find()) {
            findings.add(
                    SUSPICIOUS, "template-invisible", invisible.start(), "invisible characters in a chat template");
        }
        var tags = TAG.matcher(template);
        while (tags.find()) {
            var tag = tags.group("tag");
            tag(tag.substring(0, Math.min(tag.length(), MOST_TAG)), tags.start(), findings);
        }
    }

    private static void tag(String tag, int offset, Findings findings) {
        if (HIDDEN_NAME.matcher(tag).find() || ESCAPE.matcher(tag).find()) {
            findings.add(
                    DANGEROUS,
                    "template-hidden-name",
                    offset,
                    "reaches for the inside of Python: " + quoted(tag.strip()));
        }
        if (ATTRIBUTE_FILTER.matcher(tag).find() || FORMAT.matcher(tag).find()) {
            findings.add(DANGEROUS, "template-attribute", offset, "reads attributes by name: " + quoted(tag.strip()));
        }
        if (OTHER_TEMPLATE.matcher(tag).find()) {
            findings.add(DANGEROUS, "template-include", offset, "reads another template: " + quoted(tag.strip()));
        }
        var address = ADDRESS.matcher(tag);
        if (address.find()) {
            findings.add(SUSPICIOUS, "template-address", offset, "names an address: " + quoted(address.group()));
        }
        trigger(tag, offset, findings);
    }

    // Marks such as <think> and [INST] are compared everywhere; words are not.
    private static void trigger(String tag, int offset, Findings findings) {
        var match = TRIGGER.matcher(tag);
        while (match.find()) {
            var literal = match.group("literal").strip();
            var before = match.group(1);
            boolean isCompared = (before != null && before.contains("content")) || match.group("after") != null;
            boolean isMark = !literal.isEmpty() && "<[{|".indexOf(literal.charAt(0)) >= 0;
            if (isCompared && !isMark && WORD.matcher(literal).find()) {
                findings.add(SUSPICIOUS, "template-trigger", offset, "acts when a message says " + quoted(literal));
            }
        }
    }
}
