package plimsoll.domain.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plimsoll.domain.guard.GuardScript.Piece;

/// How a model of the Llama Guard family is asked whether a message is safe. Task and conversation stand in one
/// message, whose words are fixed: they are what the models were trained on (meta-llama/PurpleLlama, model cards).
/// Names differ between versions, and so do the numbers of hazards.
public enum GuardForm {
    /// On Llama 2 with six hazards of its own. Its card describes each at length; an owner may add such descriptions.
    LLAMA_GUARD_1(
            "lg1",
            "O",
            "<s>[INST] ",
            " [/INST]",
            "",
            "Violence and Hate",
            "Sexual Content",
            "Criminal Planning",
            "Guns and Illegal Weapons",
            "Regulated or Controlled Substances",
            "Suicide and Self-Harm"),
    /// On Llama 3 with eleven hazards.
    LLAMA_GUARD_2(
            "lg2",
            "S",
            Marks.LLAMA_3_BEFORE,
            Marks.LLAMA_3_AFTER,
            "\n\n",
            "Violent Crimes",
            "Non-Violent Crimes",
            "Sex-Related Crimes",
            "Child Sexual Exploitation",
            "Specialized Advice",
            "Privacy",
            "Intellectual Property",
            "Indiscriminate Weapons",
            "Hate",
            "Suicide & Self-Harm",
            "Sexual Content"),
    /// The one with 8 billion weights, and all fourteen hazards.
    LLAMA_GUARD_3("lg3", "S", Marks.LLAMA_3_BEFORE, Marks.LLAMA_3_AFTER, "\n\n", Marks.FOURTEEN),
    /// The one with a billion weights: all but the last hazard.
    LLAMA_GUARD_3_1B("lg3", "S", Marks.LLAMA_3_BEFORE, Marks.LLAMA_3_AFTER, "\n\n", Marks.THIRTEEN),
    /// The one that sees images; here it judges text. The marker in its own template is misspelt.
    LLAMA_GUARD_3_VISION("lg3", "S", Marks.LLAMA_3_BEFORE, Marks.LLAMA_3_AFTER, "\n\n", Marks.THIRTEEN),
    /// Llama Guard 4.
    LLAMA_GUARD_4(
            "lg3",
            "S",
            "<|begin_of_text|><|header_start|>user<|header_end|>\n\n",
            "<|eot|><|header_start|>assistant<|header_end|>",
            "\n\n",
            Marks.FOURTEEN),
    /// Plimsoll Mini, which learned the words of Llama Guard 3 under marks of its own.
    PLIMSOLL_MINI("lg3", "S", "<|begin|><|user|>", "<|end|><|assistant|>", "", Marks.FOURTEEN);

    private final String taxonomy;
    private final String letter;
    private final String before;
    private final String after;
    private final String pause;
    // Joined by line ends, since what an enum holds never changes.
    private final String hazards;

    /// @param pause what the model says before its first word
    GuardForm(String taxonomy, String letter, String before, String after, String pause, String... hazards) {
        this.taxonomy = taxonomy;
        this.letter = letter;
        this.before = before;
        this.after = after;
        this.pause = pause;
        this.hazards = String.join("\n", hazards);
    }

    /// As a configuration writes it: `llama-guard-3`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The form of this word.
    public static Optional<GuardForm> named(String word) {
        return Arrays.stream(values()).filter(form -> form.word().equals(word)).findFirst();
    }

    /// Whose numbers its codes are: codes of one taxonomy mean nothing in another.
    public String taxonomy() {
        return taxonomy;
    }

    /// The letter before each number.
    public String letter() {
        return letter;
    }

    /// What it looks for unless it is told otherwise.
    public List<Category> categories() {
        var all = new ArrayList<Category>();
        for (var name : hazards.split("\n", -1)) {
            all.add(new Category(letter + (all.size() + 1), name, ""));
        }
        return List.copyOf(all);
    }

    /// The hazard of ours that one of its codes stands for; nothing for a code of somebody's own.
    public Optional<Hazard> hazard(String code) {
        return switch (this) {
            case LLAMA_GUARD_1 -> Optional.ofNullable(Marks.OF_FIRST.get(code));
            case LLAMA_GUARD_2 -> Optional.ofNullable(Marks.OF_SECOND.get(code));
            case LLAMA_GUARD_3, LLAMA_GUARD_3_1B, LLAMA_GUARD_3_VISION, LLAMA_GUARD_4, PLIMSOLL_MINI ->
                Hazard.named(code);
        };
    }

    /// What the model is given to judge the last message of a conversation, up to where its answer begins.
    ///
    /// @param talk the message to be judged last; an answer needs its question before it
    /// @param looked what is looked for
    public GuardScript about(List<Said> talk, List<Category> looked) {
        var role = talk.getLast().speaker();
        var pieces = new ArrayList<Piece>();
        pieces.add(new Piece(before, true));
        if (this == LLAMA_GUARD_3_VISION) {
            // Its template writes the marker so.
            pieces.add(new Piece(task(role, looked, "<BEGIN UNSAFECONTENT CATEGORIES>"), false));
        } else {
            pieces.add(new Piece(task(role, looked, "<BEGIN UNSAFE CONTENT CATEGORIES>"), false));
        }
        for (var said : talk) {
            pieces.add(new Piece(said.speaker() + ": " + tamed(said.text()) + "\n\n", false));
        }
        pieces.add(new Piece("<END CONVERSATION>\n\n" + assignment(role), false));
        pieces.add(new Piece(after + pause, true));
        return new GuardScript(pieces);
    }

    private static String task(Speaker role, List<Category> looked, String begin) {
        var list = new StringBuilder();
        looked.forEach(category -> list.append(category.line()));
        return """
                Task: Check if there is unsafe content in '%s' messages in conversations according our safety policy with \
                the below categories.

                %s
                %s<END UNSAFE CONTENT CATEGORIES>

                <BEGIN CONVERSATION>

                """.formatted(role, begin, list);
    }

    private String assignment(Speaker role) {
        return this == LLAMA_GUARD_1 ? """
                Provide your safety assessment for %s in the above conversation:
                 - First line must read 'safe' or 'unsafe'.
                 - If unsafe, a second line must include a comma-separated list of violated categories.""".formatted(role) : """
                Provide your safety assessment for ONLY THE LAST %s message in the above conversation:
                 - First line must read 'safe' or 'unsafe'.
                 - If unsafe, a second line must include a comma-separated list of violated categories.""".formatted(role);
    }

    /// A text that cannot pass for a part of the form: lines that look like one are quoted.
    static String tamed(String text) {
        return Marks.LOOKS_LIKE_FORM.matcher(text.replace("\r", "")).replaceAll("> $0");
    }

    /// Who said something.
    public enum Speaker {
        /// A person.
        USER("User"),
        /// A model; the forms never call it an assistant.
        AGENT("Agent");

        private final String word;

        Speaker(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /// A message, as a guard reads it.
    public record Said(Speaker speaker, String text) {}

    /// Something that is looked for.
    ///
    /// @param code letter and number
    /// @param description empty for none
    public record Category(String code, String name, String description) {
        private String line() {
            return description.isEmpty()
                    ? "%s: %s.\n".formatted(code, name)
                    : "%s: %s. \n%s\n".formatted(code, name, description);
        }
    }
}
