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
    /// The legal name of whoever provides it.
    PROVIDER(Type.TEXT, "", true),
    /// Where its developer tells of it, and how a person reaches them.
    WEBSITE(Type.TEXT, "", true),
    /// How anybody reaches its developer.
    CONTACT(Type.TEXT, "", true),
    /// The day it was first released anywhere.
    RELEASED_ON(Type.TEXT, Declaration.DAY, true),
    /// The day it was placed on the Union's market.
    EU_RELEASED_ON(Type.TEXT, Declaration.DAY, true),
    /// The choices that its design rests on.
    DESIGN(Type.TEXT, "", true),
    /// How much goes in at once, of each modality.
    MAX_INPUT(Type.TEXT, "", true),
    /// How much comes out at once, of each modality.
    MAX_OUTPUT(Type.TEXT, "", true),
    /// The natural languages it is made for.
    LANGUAGES(Type.WORDS, "", true),
    /// The ways by which it is given out besides this hub.
    DISTRIBUTION(Type.WORDS, "", true),
    /// What may be done with it and what may not, or where that stands.
    ACCEPTABLE_USE(Type.TEXT, "", true),
    /// The kinds of systems it can be built into.
    INTEGRATION(Type.TEXT, "", true),
    /// What it takes to build it in: interfaces, instructions, tools.
    INTEGRATION_MEANS(Type.TEXT, "", true),
    /// What it runs on.
    HARDWARE_NEEDED(Type.TEXT, "", true),
    /// What software it runs with, and which versions.
    SOFTWARE_NEEDED(Type.TEXT, "", true),
    /// The stages and methods of its training.
    TRAINING_PROCESS(Type.TEXT, "", true),
    /// Why it was trained so.
    TRAINING_RATIONALE(Type.TEXT, "", true),
    /// What kinds of data it learned from.
    DATA_MODALITIES(Type.WORDS, "", true),
    /// How its data came about: web, public, licensed, users, synthetic, other.
    DATA_PROVENANCE(Type.WORDS, "", true),
    /// How its data was obtained and chosen.
    DATA_SELECTION(Type.TEXT, "", true),
    /// How many data points there were, of which kind.
    DATA_SIZE(Type.TEXT, "", true),
    /// What its data covers.
    DATA_SCOPE(Type.TEXT, "", true),
    /// How its data was cleaned, filtered and labelled.
    DATA_CURATION(Type.TEXT, "", true),
    /// What was done to find unsuitable sources, and material that may not be there.
    DATA_UNSUITABLE(Type.TEXT, "", true),
    /// What was done to find biases in its data.
    DATA_BIASES(Type.TEXT, "", true),
    /// How long the training took.
    TRAINING_DAYS(Type.NUMBER, "days", true),
    /// How the compute was measured or estimated.
    COMPUTE_METHOD(Type.TEXT, "", true),
    /// How the energy was measured or estimated.
    ENERGY_METHOD(Type.TEXT, "", true),
    /// What one run of a stated task takes.
    INFERENCE_FLOP(Type.NUMBER, "FLOP", true),
    /// Which task that is, and how it was measured.
    INFERENCE_METHOD(Type.TEXT, "", true),
    /// Where its developer's framework for frontier risks is published.
    FRONTIER_FRAMEWORK(Type.TEXT, "", true),
    /// What assessments of catastrophic risks were made.
    RISK_ASSESSMENTS(Type.TEXT, "", true),
    /// What came of them.
    RISK_RESULTS(Type.TEXT, "", true),
    /// How far others assessed it.
    THIRD_PARTY_EVALUATORS(Type.TEXT, "", true),
    /// What else was done under the framework.
    FRAMEWORK_STEPS(Type.TEXT, "", true),
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
    /// The hash (SHA-256) of each template for conversations, wherever it stands, without white space at its end.
    TEMPLATE_HASHES(Type.WORDS, "", false),
    /// Whether all templates that are taken where none is asked for by name say the same, in files and in headers.
    TEMPLATES_AGREE(Type.TRUTH, "", false),
    /// The hash (SHA-256) over the names and contents of what it is all about: a model's weights, a dataset's data.
    CONTENT_DIGEST(Type.WORDS, "", false),
    /// Git's name of the root folder: it covers every file with its path and content.
    FILE_TREE(Type.WORDS, "", false),
    /// The worst that inspections said of any file: safe, suspicious, unfinished or dangerous.
    FILE_SAFETY(Type.WORDS, "", false),
    /// The same of pickles; none where there are none.
    PICKLE_SAFETY(Type.WORDS, "", false),
    /// The same of files in formats of weights and data that bring no code: safetensors, GGUF, ONNX, ...
    FORMAT_SAFETY(Type.WORDS, "", false),
    /// The same of archives.
    ARCHIVE_SAFETY(Type.WORDS, "", false),
    /// What inspections said of templates for conversations; safe where they found nothing, and at least suspicious
    /// where copies differ.
    TEMPLATE_SAFETY(Type.WORDS, "", false),
    /// How many keys, tokens and passwords inspections found.
    SECRETS(Type.NUMBER, "findings", false),
    /// Whether a scanner for viruses found one.
    MALWARE(Type.TRUTH, "", false),
    /// Whether whoever loads it runs code that comes with it.
    RUNS_CODE(Type.TRUTH, "", false),
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
        WORDS,
        /// Sentences, or a day.
        TEXT
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

    /// The unit of its number, or the form of its text; empty where it has none.
    public String unit() {
        return unit;
    }

    /// Whether a card may declare it under its word.
    public boolean isDeclarable() {
        return declarable;
    }
}
