package plimsoll.domain.line;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a publisher is asked about a model, in the groups of the Model Documentation Form (Code of Practice for
/// General-Purpose AI, Transparency chapter, July 2025) and one for what the laws of California and New York ask of
/// frontier developers besides.
///
/// @param name the fact it asks for
/// @param label it in a few words
/// @param help what belongs there
/// @param forAuthorities whether that form wants it for authorities alone, so that a publisher may keep it from others
public record Question(FactName name, String label, String help, boolean forAuthorities) {
    private static final List<Group> GROUPS = List.of(
            group(
                    "General information",
                    asked(FactName.PROVIDER, "Legal name of the provider", "As it stands in a register."),
                    asked(FactName.WEBSITE, "Website", "Where the developer tells of the model."),
                    asked(FactName.CONTACT, "Contact", "How a person reaches the developer: an address, a form."),
                    asked(FactName.RELEASED_ON, "Release date", "The day it was first released by any way."),
                    asked(
                            FactName.EU_RELEASED_ON,
                            "Union market release date",
                            "The day it was placed on the market of the European Union."),
                    asked(FactName.GENERALITY, "General purpose", "Whether it is offered for general purposes."),
                    asked(
                            FactName.DESIGNATED_SYSTEMIC,
                            "Designated as systemic",
                            "Whether an authority designated it as of systemic risk (Annex XIII)."),
                    asked(FactName.JURISDICTIONS, "Offered in", "Countries or regions, one a line.")),
            group(
                    "Model properties",
                    asked(
                            FactName.ARCHITECTURE,
                            "Architecture",
                            "The family, as transformer or llama. The hub reads it off config.json where there is one."),
                    kept(
                            FactName.DESIGN,
                            "Design specifications",
                            "The choices that the design rests on, with their reasons and assumptions."),
                    asked(
                            FactName.MODALITIES_IN,
                            "Input modalities",
                            "text, audio, image, video, code, bio_sequence: one a line."),
                    asked(FactName.MODALITIES_OUT, "Output modalities", "In the same words."),
                    asked(
                            FactName.MAX_INPUT,
                            "Maximum input",
                            "For each modality how much goes in at once, as 128,000 tokens."),
                    asked(FactName.MAX_OUTPUT, "Maximum output", "For each modality how much comes out at once."),
                    asked(FactName.LANGUAGES, "Languages", "The natural languages it is made for, one a line."),
                    asked(
                            FactName.PARAMS,
                            "Parameters",
                            "All numbers that were learned. The hub counts them in the headers of the weights."),
                    asked(
                            FactName.ACTIVE_PARAMS,
                            "Active parameters",
                            "Those that one token meets: fewer in a mixture of experts."),
                    asked(FactName.DTYPES, "Number formats", "How the weights are written, as BF16: one a line.")),
            group(
                    "Distribution and licence",
                    asked(
                            FactName.DISTRIBUTION,
                            "Distribution channels",
                            "Besides this hub: an API, an application, other hubs; one a line."),
                    asked(
                            FactName.LICENSE_USE_LIMITS,
                            "Use limits",
                            "Whether the licence keeps some uses from some people."),
                    asked(FactName.MONETISED, "Monetised", "Whether somebody is paid for access to it.")),
            group(
                    "Use",
                    asked(FactName.ACCEPTABLE_USE, "Acceptable use", "The policy, or where it stands."),
                    asked(FactName.INTENDED_USE, "Intended uses", "What it is meant for, one a line."),
                    asked(
                            FactName.INTEGRATION,
                            "Systems it may be part of",
                            "Kinds and nature of AI systems that it can be built into."),
                    asked(
                            FactName.INTEGRATION_MEANS,
                            "Means of integration",
                            "Interfaces, instructions and tools that it takes to build it in."),
                    asked(FactName.HARDWARE_NEEDED, "Hardware needed", "What it runs on."),
                    asked(FactName.SOFTWARE_NEEDED, "Software needed", "What it runs with, and which versions.")),
            group(
                    "Training process",
                    kept(FactName.TRAINING_PROCESS, "Training process", "Stages and methods, and what was optimised."),
                    kept(FactName.TRAINING_RATIONALE, "Reasons", "Why it was trained so, and under which assumptions."),
                    kept(FactName.HARDWARE, "Training hardware", "Devices and how many, one a line.")),
            group(
                    "Training, testing and validation data",
                    asked(FactName.DATA_MODALITIES, "Kinds of data", "text, audio, image, video, other: one a line."),
                    asked(
                            FactName.DATA_PROVENANCE,
                            "Provenance",
                            "web, public datasets, licensed, users, synthetic, other: one a line."),
                    asked(FactName.DATA_SOURCES, "Sources", "Datasets and crawls by name, one a line."),
                    kept(FactName.DATA_SELECTION, "How it was obtained and selected", "Methods, periods and rights."),
                    kept(FactName.DATA_SIZE, "Number of data points", "Of which kind, and how they were counted."),
                    kept(FactName.DATA_SCOPE, "Scope and characteristics", "Domains, places, languages."),
                    asked(FactName.DATA_CURATION, "Curation", "How data was cleaned, filtered, labelled."),
                    kept(
                            FactName.DATA_UNSUITABLE,
                            "Unsuitable sources",
                            "What was done to find them, and material that may not be there."),
                    kept(FactName.DATA_BIASES, "Biases", "What was done to find them."),
                    asked(
                            FactName.PRIMARILY_BIO,
                            "Mainly biological sequences",
                            "Whether it learned mainly from them.")),
            group(
                    "Computational resources",
                    kept(
                            FactName.TRAINING_DAYS,
                            "Training time",
                            "Wall-clock days of all stages; two numbers for a range."),
                    kept(
                            FactName.TRAINING_TOKENS,
                            "Training tokens",
                            "Each as often as it was read. With the parameters the hub estimates the compute from it."),
                    kept(
                            FactName.TRAINING_FLOP,
                            "Training compute",
                            "All stages together, synthetic data and fine-tuning included; two numbers for a range."),
                    kept(
                            FactName.MODIFICATION_FLOP,
                            "Compute of the modification",
                            "Where it was made out of another model."),
                    kept(FactName.BASE_FLOP, "Compute of the base model", "As far as it is known."),
                    kept(FactName.COMPUTE_METHOD, "Method", "How the compute was measured or estimated."),
                    kept(FactName.TRAINING_COST_USD, "Training cost", "In dollars of the United States.")),
            group(
                    "Energy",
                    kept(FactName.ENERGY_KWH, "Energy of the training", "Electricity, in kilowatt-hours."),
                    kept(
                            FactName.ENERGY_METHOD,
                            "Method",
                            "How it was measured or estimated; what would be needed where it is not known."),
                    kept(
                            FactName.INFERENCE_FLOP,
                            "Compute of inference",
                            "Of one run of a benchmark that is named below."),
                    kept(FactName.INFERENCE_METHOD, "Benchmark and method", "Which task, and how it was measured.")),
            group(
                    "Frontier developers",
                    kept(
                            FactName.DEVELOPER_REVENUE_USD,
                            "Revenue of the developer",
                            "Affiliates included, of the year before; two numbers for a band."),
                    asked(
                            FactName.FRONTIER_FRAMEWORK,
                            "Framework for frontier risks",
                            "Where it is published, and which version."),
                    asked(
                            FactName.RISK_ASSESSMENTS,
                            "Assessments of catastrophic risks",
                            "A summary of those made under the framework."),
                    asked(FactName.RISK_RESULTS, "Results", "What came of the assessments."),
                    asked(FactName.THIRD_PARTY_EVALUATORS, "Third-party evaluators", "How far they took part."),
                    asked(FactName.FRAMEWORK_STEPS, "Other steps", "What else was done under the framework.")));

    /// Questions that belong together.
    ///
    /// @param title what they are about
    /// @param questions in order
    public record Group(String title, List<Question> questions) {
        public Group {
            questions = List.copyOf(questions);
        }
    }

    /// All questions. Every fact that can be declared is asked for once.
    public static List<Group> groups() {
        return GROUPS;
    }

    /// The question for a fact; empty where nobody is asked.
    public static Optional<Question> about(FactName name) {
        return GROUPS.stream()
                .flatMap(group -> group.questions.stream())
                .filter(question -> question.name == name)
                .findFirst();
    }

    private static Group group(String title, Question... questions) {
        return new Group(title, Arrays.asList(questions));
    }

    private static Question asked(FactName name, String label, String help) {
        return new Question(name, label, help, false);
    }

    private static Question kept(FactName name, String label, String help) {
        return new Question(name, label, help, true);
    }
}
