package plimsoll.domain.line;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A document that a law asks providers of models for: what has to stand in it, and which facts answer that. Nothing
/// here is legal advice; each form names the text it follows.
///
/// @param id its name in addresses
/// @param title what people call it
/// @param source where it stands what it has to say
/// @param sections what it has to say
public record ReportForm(String id, String title, String source, List<Section> sections) {
    public ReportForm {
        sections = List.copyOf(sections);
    }

    /// Items that belong together.
    public record Section(String title, List<Item> items) {
        public Section {
            items = List.copyOf(items);
        }
    }

    /// One thing that has to be told.
    ///
    /// @param id its name, which stays
    /// @param title it in a few words
    /// @param readers for whom it is
    /// @param facts the facts that answer it, in order
    /// @param own what this hub's own record says to it, besides
    public record Item(String id, String title, Set<Reader> readers, List<FactName> facts, Own own) {
        public Item {
            readers = Set.copyOf(readers);
            facts = List.copyOf(facts);
        }
    }

    /// For whom something is.
    public enum Reader {
        /// The European Commission's AI Office.
        AI_OFFICE,
        /// National authorities.
        AUTHORITIES,
        /// Providers who build the model into their systems.
        DOWNSTREAM,
        /// Everybody.
        PUBLIC;

        /// The word for it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What the hub's own record says.
    public enum Own {
        /// Nothing.
        NOTHING,
        /// What the repository is called.
        NAME,
        /// The revision, and where its signature is.
        REVISION,
        /// How its components are given out here.
        RELEASE,
        /// The class of its number of parameters that the EU's form asks for.
        SIZE_CLASS
    }

    private static final Set<Reader> ALL = Set.of(Reader.AI_OFFICE, Reader.AUTHORITIES, Reader.DOWNSTREAM);
    private static final Set<Reader> OFFICIAL = Set.of(Reader.AI_OFFICE, Reader.AUTHORITIES);
    private static final Set<Reader> EVERYBODY = Set.of(Reader.PUBLIC);

    private static final ReportForm EU = new ReportForm(
            "eu",
            "EU Model Documentation Form",
            "Code of Practice for General-Purpose AI, Transparency chapter, Measure 1.1 (2025-07-10); Annexes XI and XII"
                    + " of Regulation (EU) 2024/1689",
            List.of(
                    section(
                            "General information",
                            item("provider", "Legal name of the provider", ALL, FactName.PROVIDER),
                            own("name", "Model name", ALL, Own.NAME),
                            new Item(
                                    "authenticity",
                                    "Model authenticity",
                                    ALL,
                                    List.of(FactName.CONTENT_DIGEST, FactName.FILE_TREE),
                                    Own.REVISION),
                            item("release-date", "Release date", ALL, FactName.RELEASED_ON),
                            item("eu-release-date", "Union market release date", ALL, FactName.EU_RELEASED_ON),
                            item("dependencies", "Model dependencies", ALL, FactName.BASE_MODELS)),
                    section(
                            "Model properties",
                            item("architecture", "Model architecture", ALL, FactName.ARCHITECTURE),
                            item("design", "Design specifications", OFFICIAL, FactName.DESIGN),
                            item(
                                    "input",
                                    "Input modalities and maximum size",
                                    ALL,
                                    FactName.MODALITIES_IN,
                                    FactName.MAX_INPUT),
                            item(
                                    "output",
                                    "Output modalities and maximum size",
                                    ALL,
                                    FactName.MODALITIES_OUT,
                                    FactName.MAX_OUTPUT),
                            new Item(
                                    "size",
                                    "Total model size",
                                    ALL,
                                    List.of(FactName.PARAMS, FactName.ACTIVE_PARAMS),
                                    Own.SIZE_CLASS)),
                    section(
                            "Methods of distribution and licences",
                            new Item(
                                    "distribution",
                                    "Distribution channels",
                                    ALL,
                                    List.of(FactName.DISTRIBUTION),
                                    Own.RELEASE),
                            item("licence", "Licence", ALL, FactName.LICENSE, FactName.LICENSE_USE_LIMITS)),
                    section(
                            "Use",
                            item("acceptable-use", "Acceptable use policy", ALL, FactName.ACCEPTABLE_USE),
                            item("intended-use", "Intended uses", ALL, FactName.INTENDED_USE),
                            item(
                                    "integration",
                                    "Type and nature of systems it can be integrated in",
                                    ALL,
                                    FactName.INTEGRATION),
                            item(
                                    "integration-means",
                                    "Technical means for integration",
                                    ALL,
                                    FactName.INTEGRATION_MEANS),
                            item("hardware-needed", "Required hardware", ALL, FactName.HARDWARE_NEEDED),
                            item("software-needed", "Required software", ALL, FactName.SOFTWARE_NEEDED)),
                    section(
                            "Training process",
                            item(
                                    "training-process",
                                    "Design specifications of the training process",
                                    OFFICIAL,
                                    FactName.TRAINING_PROCESS),
                            item("training-rationale", "Decision rationale", OFFICIAL, FactName.TRAINING_RATIONALE)),
                    section(
                            "Data used for training, testing and validation",
                            item("data-type", "Data type and modality", ALL, FactName.DATA_MODALITIES),
                            item(
                                    "data-provenance",
                                    "Data provenance",
                                    ALL,
                                    FactName.DATA_PROVENANCE,
                                    FactName.DATA_SOURCES),
                            item(
                                    "data-selection",
                                    "How data was obtained and selected",
                                    OFFICIAL,
                                    FactName.DATA_SELECTION),
                            item(
                                    "data-size",
                                    "Number of data points",
                                    OFFICIAL,
                                    FactName.DATA_SIZE,
                                    FactName.TRAINING_TOKENS),
                            item("data-scope", "Scope and main characteristics", OFFICIAL, FactName.DATA_SCOPE),
                            item("data-curation", "Data curation methodologies", ALL, FactName.DATA_CURATION),
                            item(
                                    "data-unsuitable",
                                    "Measures to detect unsuitable sources",
                                    OFFICIAL,
                                    FactName.DATA_UNSUITABLE),
                            item("data-biases", "Measures to detect biases", OFFICIAL, FactName.DATA_BIASES)),
                    section(
                            "Computational resources during training",
                            item("training-time", "Training time", OFFICIAL, FactName.TRAINING_DAYS),
                            item("compute", "Amount of computation", OFFICIAL, FactName.TRAINING_FLOP),
                            item("compute-method", "Measurement methodology", OFFICIAL, FactName.COMPUTE_METHOD)),
                    section(
                            "Energy consumption",
                            item("energy", "Energy used for training", OFFICIAL, FactName.ENERGY_KWH),
                            item("energy-method", "Measurement methodology", OFFICIAL, FactName.ENERGY_METHOD),
                            item(
                                    "inference",
                                    "Benchmarked computation of inference",
                                    OFFICIAL,
                                    FactName.INFERENCE_FLOP),
                            item("inference-method", "Measurement methodology", OFFICIAL, FactName.INFERENCE_METHOD))));

    private static final ReportForm SB53 = new ReportForm(
            "sb53",
            "California SB 53 transparency report",
            "Business and Professions Code section 22757.12(c), ch. 138 of 2025 (SB 53)",
            frontier());

    private static final ReportForm RAISE = new ReportForm(
            "raise",
            "New York RAISE transparency report",
            "General Business Law section 1421(3), article 44-B (RAISE Act) as amended by S8828/A9449 of 2026",
            frontier());

    // Both laws ask for the same of a model; what else they ask of large developers is about the developer.
    private static List<Section> frontier() {
        return List.of(
                section(
                        "Before the model is deployed",
                        own("name", "Frontier model", EVERYBODY, Own.NAME),
                        item("website", "Website of the frontier developer", EVERYBODY, FactName.WEBSITE),
                        item("contact", "How a person reaches the developer", EVERYBODY, FactName.CONTACT),
                        item("release-date", "Release date", EVERYBODY, FactName.RELEASED_ON),
                        item("languages", "Languages supported", EVERYBODY, FactName.LANGUAGES),
                        item("output", "Modalities of output", EVERYBODY, FactName.MODALITIES_OUT),
                        item("intended-use", "Intended uses", EVERYBODY, FactName.INTENDED_USE),
                        new Item(
                                "restrictions",
                                "Restrictions and conditions on uses",
                                EVERYBODY,
                                List.of(FactName.ACCEPTABLE_USE, FactName.LICENSE, FactName.LICENSE_USE_LIMITS),
                                Own.NOTHING)),
                section(
                        "Large frontier developers besides",
                        item("framework", "Frontier framework that applies", EVERYBODY, FactName.FRONTIER_FRAMEWORK),
                        item(
                                "risk-assessments",
                                "Assessments of catastrophic risks",
                                EVERYBODY,
                                FactName.RISK_ASSESSMENTS),
                        item("risk-results", "Results of the assessments", EVERYBODY, FactName.RISK_RESULTS),
                        item(
                                "third-parties",
                                "Extent to which third-party evaluators took part",
                                EVERYBODY,
                                FactName.THIRD_PARTY_EVALUATORS),
                        item("other-steps", "Other steps under the framework", EVERYBODY, FactName.FRAMEWORK_STEPS)),
                section(
                        "Whether the law applies",
                        item("compute", "Training compute (above 1e26 operations)", EVERYBODY, FactName.TRAINING_FLOP),
                        item(
                                "revenue",
                                "Revenue of the developer (above 500 million dollars)",
                                EVERYBODY,
                                FactName.DEVELOPER_REVENUE_USD)));
    }

    /// All forms.
    public static List<ReportForm> all() {
        return List.of(EU, SB53, RAISE);
    }

    /// The form of this name.
    public static Optional<ReportForm> named(String id) {
        return all().stream().filter(form -> form.id.equals(id)).findFirst();
    }

    private static Section section(String title, Item... items) {
        return new Section(title, Arrays.asList(items));
    }

    private static Item item(String id, String title, Set<Reader> readers, FactName... facts) {
        return new Item(id, title, readers, Arrays.asList(facts), Own.NOTHING);
    }

    private static Item own(String id, String title, Set<Reader> readers, Own own) {
        return new Item(id, title, readers, List.of(), own);
    }
}
