/// Model files: what is in them, read without trusting them. Nothing here runs, loads or maps a weight.
module plimsoll.weights {
    requires static transitive org.jspecify;

    exports plimsoll.weights.gguf;
    exports plimsoll.weights.safetensors;
    exports plimsoll.weights.tensors;
}
