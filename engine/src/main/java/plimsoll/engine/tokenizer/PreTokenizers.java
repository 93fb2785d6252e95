package plimsoll.engine.tokenizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How each family of byte-level vocabularies cuts text into words, by the name that GGUF files carry in
/// `tokenizer.ggml.pre`. The patterns are the families' own, from their `tokenizer.json`; the names are llama.cpp's.
final class PreTokenizers {
    /// @param patterns regular expressions, applied in turn
    /// @param wholeWords a word that is a token is taken as it is
    /// @param begins texts begin with the token for it unless the file says otherwise
    /// @param separates texts end with the separator
    record Family(List<String> patterns, boolean wholeWords, boolean begins, boolean separates) {
        Family {
            patterns = List.copyOf(patterns);
        }
    }

    private static final String CONTRACTIONS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
    private static final String SPACE = "\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    private static final String WORDS = CONTRACTIONS + "|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|";
    private static final String SIGNS = "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|" + SPACE;

    static final String GPT2 = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";
    private static final String LLAMA3 = WORDS + "\\p{N}{1,3}" + SIGNS;
    private static final String QWEN2 = WORDS + "\\p{N}" + SIGNS;
    private static final String QWEN35 = CONTRACTIONS
            + "|[^\\r\\n\\p{L}\\p{N}]?[\\p{L}\\p{M}]+|\\p{N}| ?[^\\s\\p{L}\\p{M}\\p{N}]+[\\r\\n]*|" + SPACE;

    private static final String UPPER = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]";
    private static final String LOWER = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]";
    private static final String CASED_SIGNS = "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|" + SPACE;
    private static final String TEKKEN = cased("") + "|\\p{N}" + CASED_SIGNS;
    private static final String GPT4O = cased(CONTRACTIONS + "?") + "|\\p{N}{1,3}" + CASED_SIGNS;

    private static final String CJK = "[\\u4E00-\\u9FA5\\u3040-\\u309F\\u30A0-\\u30FF]+";
    private static final String DEEPSEEK3 =
            "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+"
                    + "| ?[\\p{P}\\p{S}]+[\\r\\n]*|" + SPACE;

    /// Latin, Greek, Cyrillic, Armenian and the like, letter block by letter block, as DeepSeek's first models have it.
    private static final String ALPHABETS =
            "\\s?[A-Za-z\\u00B5\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u01BA\\u01BC-\\u01BF\\u01C4-\\u0293"
                    + "\\u0295-\\u02AF\\u0370-\\u0373\\u0376\\u0377\\u037B-\\u037D\\u037F\\u0386\\u0388-\\u038A\\u038C"
                    + "\\u038E-\\u03A1\\u03A3-\\u03F5\\u03F7-\\u0481\\u048A-\\u052F\\u0531-\\u0556\\u10A0-\\u10C5"
                    + "\\u13A0-\\u13F5\\u13F8-\\u13FD\\u1C90-\\u1CBA\\u1CBD-\\u1CBF\\u1D00-\\u1D2B\\u1D6B-\\u1D77"
                    + "\\u1D79-\\u1D9A\\u1E00-\\u1F15\\u1F18-\\u1F1D\\u1F20-\\u1F45\\u1F48-\\u1F4D\\u1F50-\\u1F57"
                    + "\\u1F59\\u1F5B\\u1F5D\\u1F5F-\\u1F7D\\u1F80-\\u1FB4\\u1FB6-\\u1FBC\\u1FBE\\u1FC2-\\u1FC4\\u1FC6-"
                    + "\\u1FCC\\u1FD0-\\u1FD3\\u1FD6-\\u1FDB\\u1FE0-\\u1FEC\\u1FF2-\\u1FF4\\u1FF6-\\u1FFC\\u2102\\u2107"
                    + "\\u210A-\\u2113\\u2115\\u2119-\\u211D\\u2124\\u2126\\u2128\\u212A-\\u212D\\u212F-\\u2134\\u2139"
                    + "\\u213C-\\u213F\\u2145-\\u2149\\u214E\\u2183\\u2184\\u2C00-\\u2C7B\\u2C7E-\\u2CE4\\u2CEB-\\u2CEE"
                    + "\\u2CF2\\u2CF3\\uA640-\\uA66D\\uA680-\\uA69B\\uA722-\\uA76F\\uA771-\\uA787\\uA78B-\\uA78E\\uAB70"
                    + "-\\uABBF\\uFB00-\\uFB06\\uFB13-\\uFB17\\uFF21-\\uFF3A\\uFF41-\\uFF5A\\x{10400}-\\x{1044F}"
                    + "\\x{104B0}-\\x{104D3}\\x{104D8}-\\x{104FB}\\x{10C80}-\\x{10CB2}\\x{10CC0}-\\x{10CF2}\\x{118A0}-"
                    + "\\x{118DF}\\x{1E900}-\\x{1E943}]+";

    private static final String EAST_ASIAN = "[\\u4E00-\\u9FA5\\u0800-\\u4E00\\uAC00-\\uD7FF]+";
    private static final String BLOOM = " ?[^(\\s|.,!?\\u2026\\u3002\\uFF0C\\u3001\\u0964\\u06D4\\u060C)]+";
    static final String LINES = "[^\\n]+|[\\n]+";

    private static final Map<String, Family> FAMILIES = new HashMap<>();

    static {
        families(
                List.of(LLAMA3),
                true,
                true,
                "llama3",
                "llama-v3",
                "llama-bpe",
                "falcon3",
                "falcon-h1",
                "pixtral",
                "midm-2.0",
                "lfm2",
                "jina-v5-nano");
        families(List.of(LLAMA3), false, false, "dbrx", "smaug-bpe", "glm4", "chatglm-bpe");
        families(
                List.of(QWEN2),
                false,
                false,
                "qwen2",
                "deepseek-r1-qwen",
                "kormo",
                "f2llmv2",
                "stablelm2",
                "megrez",
                "hunyuan",
                "solar-open",
                "grok-2");
        families(List.of(QWEN35), false, false, "qwen35");
        families(
                List.of(GPT2),
                false,
                false,
                "gpt-2",
                "phi-2",
                "jina-es",
                "jina-de",
                "gigachat",
                "jina-v2-es",
                "jina-v2-de",
                "a.x-4.0",
                "mellum",
                "modern-bert",
                "mpt",
                "olmo",
                "jais",
                "exaone4",
                "trillion",
                "granite-docling");
        families(
                List.of("\\p{N}", GPT2),
                false,
                false,
                "starcoder",
                "refact",
                "command-r",
                "smollm",
                "codeshell",
                "exaone",
                "minerva-7b",
                "mellum2");
        families(List.of(TEKKEN), true, true, "tekken");
        families(List.of(GPT4O), false, false, "gpt-4o", "llama4", "kanana2", "talkie", "minimax-m2");
        families(
                List.of(
                        "[\\r\\n]",
                        ALPHABETS,
                        "\\s?[!-/:-~\\uFF01-\\uFF0F\\uFF1A-\\uFF5E\\u2018-\\u201F\\u3000-\\u3002]+",
                        "\\s+$",
                        EAST_ASIAN,
                        "\\p{N}+"),
                false,
                false,
                "deepseek-llm");
        families(
                List.of("[\\r\\n]", "\\s?\\p{L}+", "\\s?\\p{P}+", EAST_ASIAN, "\\p{N}"),
                false,
                false,
                "deepseek-coder");
        families(
                List.of("\\p{N}{1,3}", CJK, DEEPSEEK3),
                false,
                false,
                "deepseek-v3",
                "hunyuan-dense",
                "joyai-llm",
                "hy_v4");
        families(List.of("[\\p{P}\\$\\+<=>\\^~\\|`]+", GPT2, "[0-9][0-9][0-9]"), false, false, "falcon");
        families(List.of(BLOOM), false, false, "poro-chat", "bloom", "gpt3-finnish");
        families(List.of(BLOOM, "\\p{N}"), false, false, "viking");
        families(
                List.of("'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*"
                        + "|\\s*[\\r\\n]|\\s+(?!\\S)|\\s+"),
                false,
                false,
                "bailingmoe",
                "bailingmoe2",
                "llada-moe");
        families(List.of(WORDS + "\\p{N}| ?[^\\s\\p{L}\\p{N}\\r\\n]+|" + SPACE), false, false, "seed-coder");
        families(List.of("[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}" + SIGNS), false, false, "ufakzeka");
        families(List.of("\\p{N}{1,3}", WORDS + "\\p{N}+" + SIGNS), true, false, "minicpm5");
        families(List.of(LINES, QWEN2), false, false, "laguna");
        for (var name : List.of("jina-v1-en", "jina-v2-code", "roberta-bpe")) {
            FAMILIES.put(name, new Family(List.of(GPT2), false, false, true));
        }
    }

    private PreTokenizers() {}

    private static String cased(String tail) {
        return "[^\\r\\n\\p{L}\\p{N}]?" + UPPER + "*" + LOWER + "+" + tail + "|[^\\r\\n\\p{L}\\p{N}]?" + UPPER + "+"
                + LOWER + "*" + tail;
    }

    private static void families(List<String> patterns, boolean wholeWords, boolean begins, String... names) {
        for (var name : names) {
            FAMILIES.put(name, new Family(patterns, wholeWords, begins, false));
        }
    }

    /// The family of this name. Another one is refused: a guess would give wrong ids that look right.
    static Family named(String name) throws BadTokenizer {
        var family = FAMILIES.get(name);
        if (family == null) {
            throw new BadTokenizer(
                    "tokenizer.ggml.pre is \"%s\", a way of cutting text that is not known here".formatted(name));
        }
        return family;
    }

    static List<SplitPattern> compiled(List<String> expressions) throws BadTokenizer {
        var patterns = new ArrayList<SplitPattern>();
        for (var expression : expressions) {
            patterns.add(SplitPatternReader.read(expression));
        }
        return patterns;
    }

    static Iterable<String> names() {
        return FAMILIES.keySet();
    }
}
