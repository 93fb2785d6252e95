/// Model files: what is in them, read without trusting them. Nothing here runs a model.
module plimsoll.weights {
    requires static transitive org.jspecify;

    exports plimsoll.weights.blocks;
    exports plimsoll.weights.conversion;
    exports plimsoll.weights.files;
    exports plimsoll.weights.findings;
    exports plimsoll.weights.gguf;
    exports plimsoll.weights.inspection;
    exports plimsoll.weights.parquet;
    exports plimsoll.weights.pickle;
    exports plimsoll.weights.safetensors;
    exports plimsoll.weights.sentencepiece;
    exports plimsoll.weights.tensors;
    exports plimsoll.weights.writing;
}
