package plimsoll.domain.guard;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// What a text can be harmful by: the fourteen categories of Llama Guard 3, whose numbers differ from those of other
/// versions, so a code is told with its taxonomy.
public enum Hazard {
    S1("Violent crimes"),
    S2("Non-violent crimes"),
    S3("Sex-related crimes"),
    S4("Child sexual exploitation"),
    S5("Defamation"),
    S6("Specialised advice"),
    S7("Privacy"),
    S8("Intellectual property"),
    S9("Indiscriminate weapons"),
    S10("Hate"),
    S11("Suicide and self-harm"),
    S12("Sexual content"),
    S13("Elections"),
    S14("Code interpreter abuse");

    /// Whose numbers these are.
    public static final String TAXONOMY = "lg3";

    // Whether these are true depends on facts that no classifier of words has; the maker of the taxonomy says so too.
    static final Set<Hazard> UNSURE = Set.of(S5, S8, S13);

    private final String title;

    Hazard(String title) {
        this.title = title;
    }

    /// What it is, in a few words.
    public String title() {
        return title;
    }

    /// The code together with its taxonomy, as in `lg3:S10`.
    public String code() {
        return TAXONOMY + ":" + name();
    }

    /// Its place in a classifier, from 0 on.
    public int place() {
        return Integer.parseInt(name().substring(1)) - 1;
    }

    /// The hazard of a code of this taxonomy, with it or without.
    public static Optional<Hazard> named(String code) {
        var bare = code.startsWith(TAXONOMY + ":") ? code.substring(TAXONOMY.length() + 1) : code;
        return Arrays.stream(values())
                .filter(hazard -> hazard.name().equals(bare))
                .findFirst();
    }
}
