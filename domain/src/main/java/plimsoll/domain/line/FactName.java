package plimsoll.domain.line;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Everything that can be known of a repository's revision and that rules may ask for. A name that is not here is no
/// fact, so that a rule with a slip of the pen is refused and not for ever undetermined.
public enum FactName {
    /// What it took to train it, all stages together: pre-training, synthetic data, fine-tuning, reinforcement.
    TRAINING_FLOP(Type.NUMBER, "FLOP", true),
    /// What it took to change a base model into this one.
    MODIFICATION_FLOP(Type.NUMBER, "FLOP", true),
    /// What it took to train the base model.
    BASE_FLOP(Type.NUMBER, "FLOP", true),
    /// Tokens read in training, each as often as it was read.
    TRAINING_TOKENS(Type.NUMBER, "tokens", true),
    /// Numbers that were learned.
    PARAMS(Type.NUMBER, "parameters", true),
    /// Those of them that one token meets; fewer than all in a mixture of experts.
    ACTIVE_PARAMS(Type.NUMBER, "parameters", true),
    /// What the training cost.
    TRAINING_COST_USD(Type.NUMBER, "USD", true),
    /// What its developer, affiliates included, earned in the year before.
    DEVELOPER_REVENUE_USD(Type.NUMBER, "USD", true),
    /// Electricity of the training.
    ENERGY_KWH(Type.NUMBER, "kWh", true),
    /// What goes in: text, audio, image, video, code, bio_sequence.
    MODALITIES_IN(Type.WORDS, "", true),
    /// What comes out, in the same words.
    MODALITIES_OUT(Type.WORDS, "", true),
    /// Whether it is offered for general purposes.
    GENERALITY(Type.TRUTH, "", true),
    /// Whether an authority designated it as of systemic risk.
    DESIGNATED_SYSTEMIC(Type.TRUTH, "", true),
    /// Whether it learned mainly from biological sequences.
    PRIMARILY_BIO(Type.TRUTH, "", true),
    /// Whether somebody is paid for access to it.
    MONETISED(Type.TRUTH, "", true),
    /// What it was trained on.
    DATA_SOURCES(Type.WORDS, "", true),
    /// What it was trained with.
    HARDWARE(Type.WORDS, "", true),
    /// What it is meant for.
    INTENDED_USE(Type.WORDS, "", true),
    /// Where it is offered.
    JURISDICTIONS(Type.WORDS, "", true),
    /// The licence's id.
    LICENSE(Type.WORDS, "", false),
    /// Whether its licence keeps some uses from some people.
    LICENSE_USE_LIMITS(Type.TRUTH, "", true),
    /// The models it derives from.
    BASE_MODELS(Type.WORDS, "", false),
    /// The class of the Model Openness Framework: 3, 2, 1, or 0 for none.
    MOF_CLASS(Type.NUMBER, "class", false),
    /// How its weights are written.
    DTYPES(Type.WORDS, "", true),
    /// The family its configuration names.
    ARCHITECTURE(Type.WORDS, "", true),
    /// The formats its weights and data are in.
    FORMATS(Type.WORDS, "", false),
    /// The components of which there are files.
    COMPONENTS(Type.WORDS, "", false),
    /// How many files there are.
    FILES(Type.NUMBER, "files", false),
    /// How large they are together.
    SIZE_BYTES(Type.NUMBER, "bytes", false),
    /// Whether there is a tokenizer.
    TOKENIZER(Type.TRUTH, "", false),
    /// Whether there is a template for conversations.
    CHAT_TEMPLATE(Type.TRUTH, "", false),
    /// Whether anybody outside may download the weights, on terms or without.
    WEIGHTS_PUBLISHED(Type.TRUTH, "", false),
    /// Whether anybody outside may read the configuration that shows its architecture.
    ARCHITECTURE_PUBLISHED(Type.TRUTH, "", false),
    /// Whether anybody outside may read a card.
    USAGE_INFO_PUBLISHED(Type.TRUTH, "", false),
    /// E-mail addresses and telephone numbers in its files: at least the certain, at most those that may be there.
    PERSONAL_DATA_CONTACTS(Type.NUMBER, "findings", false),
    /// Numbers of payment cards in its files, in the same way.
    PERSONAL_DATA_CARDS(Type.NUMBER, "findings", false),
    /// Numbers of bank accounts in its files, in the same way.
    PERSONAL_DATA_BANK_ACCOUNTS(Type.NUMBER, "findings", false),
    /// Numbers that states give to people, in its files, in the same way.
    PERSONAL_DATA_IDENTITY_NUMBERS(Type.NUMBER, "findings", false),
    /// How much of its files no scan for personal data has read.
    PERSONAL_DATA_UNREAD_BYTES(Type.NUMBER, "bytes", false);

    /// What kind of value a fact has.
    public enum Type {
        /// A number, or an interval that it lies in.
        NUMBER,
        /// Yes or no.
        TRUTH,
        /// Some words.
        WORDS
    }

    private final Type type;
    private final String unit;
    private final boolean declarable;

    FactName(Type type, String unit, boolean declarable) {
        this.type = type;
        this.unit = unit;
        this.declarable = declarable;
    }

    /// The word by which cards, rules and the protocol name it, as in `training_flop`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The fact of this word.
    public static Optional<FactName> named(String word) {
        return Arrays.stream(values()).filter(name -> name.word().equals(word)).findFirst();
    }

    /// What kind of value it has.
    public Type type() {
        return type;
    }

    /// The unit of its number; empty where it has none.
    public String unit() {
        return unit;
    }

    /// Whether a card may declare it under its word.
    public boolean isDeclarable() {
        return declarable;
    }
}
