package plimsoll.domain.guard;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;

/// What forms of guards have in common.
final class Marks {
    static final String LLAMA_3_BEFORE = "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n";
    static final String LLAMA_3_AFTER = "<|eot_id|><|start_header_id|>assistant<|end_header_id|>";

    /// The names as the prompt of Llama Guard 3 has them, some shorter than on its card.
    static final String[] FOURTEEN = {
        "Violent Crimes",
        "Non-Violent Crimes",
        "Sex Crimes",
        "Child Exploitation",
        "Defamation",
        "Specialized Advice",
        "Privacy",
        "Intellectual Property",
        "Indiscriminate Weapons",
        "Hate",
        "Self-Harm",
        "Sexual Content",
        "Elections",
        "Code Interpreter Abuse"
    };

    static final String[] THIRTEEN = Arrays.copyOf(FOURTEEN, 13);

    /// The codes of Llama Guard 1 and 2 under today's numbers.
    static final Map<String, Hazard> OF_FIRST = Map.of(
            "O1", Hazard.S1, "O2", Hazard.S12, "O3", Hazard.S2, "O4", Hazard.S9, "O5", Hazard.S2, "O6", Hazard.S11);

    static final Map<String, Hazard> OF_SECOND = Map.ofEntries(
            Map.entry("S1", Hazard.S1),
            Map.entry("S2", Hazard.S2),
            Map.entry("S3", Hazard.S3),
            Map.entry("S4", Hazard.S4),
            Map.entry("S5", Hazard.S6),
            Map.entry("S6", Hazard.S7),
            Map.entry("S7", Hazard.S8),
            Map.entry("S8", Hazard.S9),
            Map.entry("S9", Hazard.S10),
            Map.entry("S10", Hazard.S11),
            Map.entry("S11", Hazard.S12));

    static final Pattern LOOKS_LIKE_FORM = Pattern.compile(
            "(?mi)^[ \\t]*(?:User|Agent)[ \\t]*:|^[ \\t]*<(?:BEGIN|END) (?:UNSAFE ?CONTENT CATEGORIES|CONVERSATION)>");

    private Marks() {}
}
