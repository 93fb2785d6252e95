/// Runs open-weight transformers. A library of its own: it knows model files and nothing of the hub.
module plimsoll.engine {
    requires static transitive org.jspecify;
    requires transitive plimsoll.weights;
    requires jdk.incubator.vector;

    exports plimsoll.engine;
    exports plimsoll.engine.architectures;
    exports plimsoll.engine.batching;
    exports plimsoll.engine.cache;
    exports plimsoll.engine.chat;
    exports plimsoll.engine.forward;
    exports plimsoll.engine.grammar;
    exports plimsoll.engine.json;
    exports plimsoll.engine.kernels;
    exports plimsoll.engine.sampling;
    exports plimsoll.engine.tokenizer;
    exports plimsoll.engine.training;
    exports plimsoll.engine.watermark;
}
