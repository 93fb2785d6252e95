/// Runs open-weight transformers. A library of its own: it knows model files and nothing of the hub.
module plimsoll.engine {
    requires static transitive org.jspecify;
    requires transitive plimsoll.weights;
    requires jdk.incubator.vector;

    exports plimsoll.engine.tokenizer;
}
