package plimsoll.engine.oracle;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import plimsoll.engine.fixtures.ForeignFiles;

/// llama.cpp v0.5.0 on the processor: the few functions that give logits, embeddings and ids, with the layouts of
/// its `llama.h`. For x86-64; keys and values in F32, no flash attention.
@SuppressWarnings("restricted")
final class LlamaCpp {
    private static final String PACKAGE = "@node-llama-cpp/linux-x64";
    private static final int F32 = 0;
    private static final int FLASH_ATTENTION_OFF = 0;

    // Sizes and offsets of the structures that pass by value.
    private static final StructLayout MODEL_PARAMS = words(10);
    private static final StructLayout CONTEXT_PARAMS = words(20);
    private static final StructLayout BATCH = words(7);
    private static final long CONTEXT_N_CTX = 0;
    private static final long CONTEXT_N_BATCH = 4;
    private static final long CONTEXT_N_UBATCH = 8;
    private static final long CONTEXT_N_THREADS = 28;
    private static final long CONTEXT_N_THREADS_BATCH = 32;
    private static final long CONTEXT_FLASH = 52;
    private static final long CONTEXT_TYPE_K = 104;
    private static final long CONTEXT_TYPE_V = 108;
    private static final long BATCH_LOGITS = 48;
    private static final long MODEL_VOCAB_ONLY = 72;

    private final SymbolLookup llama;
    private final Linker linker = Linker.nativeLinker();

    private LlamaCpp(SymbolLookup llama) {
        this.llama = llama;
    }

    private static StructLayout words(int count) {
        var members = new MemoryLayout[count];
        Arrays.fill(members, JAVA_LONG);
        return MemoryLayout.structLayout(members);
    }

    /// The library, or the test is skipped.
    static LlamaCpp load() throws Throwable {
        var folder = ForeignFiles.npm(PACKAGE).resolve("bins").resolve("linux-x64");
        SymbolLookup.libraryLookup(library(folder, "libggml-base"), Arena.global());
        var ggml = SymbolLookup.libraryLookup(library(folder, "libggml.v"), Arena.global());
        var oracle = new LlamaCpp(SymbolLookup.libraryLookup(library(folder, "libllama.v"), Arena.global()));
        oracle.silence();
        try (var arena = Arena.ofConfined()) {
            oracle.handle(ggml, "ggml_backend_load_all_from_path", FunctionDescriptor.ofVoid(ADDRESS))
                    .invoke(arena.allocateFrom(folder.toString()));
        }
        oracle.handle("llama_backend_init", FunctionDescriptor.ofVoid()).invoke();
        return oracle;
    }

    private static Path library(Path folder, String prefix) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
                    .min(Comparator.naturalOrder())
                    .orElseThrow(() -> new IOException("no %s in %s".formatted(prefix, folder)));
        }
    }

    private void silence() throws Throwable {
        var ignore = MethodHandles.lookup()
                .findStatic(
                        LlamaCpp.class,
                        "ignore",
                        MethodType.methodType(void.class, int.class, MemorySegment.class, MemorySegment.class));
        var stub = linker.upcallStub(ignore, FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS), Arena.global());
        handle("llama_log_set", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS)).invoke(stub, MemorySegment.NULL);
    }

    @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // called by llama.cpp
    private static void ignore(int level, MemorySegment text, MemorySegment data) {}

    private MethodHandle handle(String name, FunctionDescriptor of) {
        return handle(llama, name, of);
    }

    private MethodHandle handle(SymbolLookup library, String name, FunctionDescriptor of) {
        return linker.downcallHandle(library.find(name).orElseThrow(), of);
    }

    /// What is done with a model that has read some tokens.
    @FunctionalInterface
    private interface Reader<T> {
        T read(MemorySegment context) throws Throwable;
    }

    /// The logits after every token: a row of `vocabulary` for each.
    float[][] logits(Path model, int[] tokens, int vocabulary) throws Throwable {
        return decoded(model, tokens, false, context -> {
            var all = ((MemorySegment) handle("llama_get_logits", FunctionDescriptor.of(ADDRESS, ADDRESS))
                            .invoke(context))
                    .reinterpret(4L * vocabulary * tokens.length);
            var rows = new float[tokens.length][];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = all.asSlice(4L * vocabulary * i, 4L * vocabulary).toArray(JAVA_FLOAT);
            }
            return rows;
        });
    }

    /// The vector of a text, pooled as the model says, `width` long.
    float[] embedding(Path model, int[] tokens, int width) throws Throwable {
        return decoded(
                model,
                tokens,
                true,
                context -> ((MemorySegment)
                                handle("llama_get_embeddings_seq", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT))
                                        .invoke(context, 0))
                        .reinterpret(4L * width)
                        .toArray(JAVA_FLOAT));
    }

    /// The ids of each text, without those that frame it. Of the file only the vocabulary is read.
    List<List<Integer>> tokens(Path model, List<String> texts) throws Throwable {
        try (var arena = Arena.ofConfined()) {
            var loaded = loaded(model, true, arena);
            var vocabulary = handle("llama_model_get_vocab", FunctionDescriptor.of(ADDRESS, ADDRESS));
            var words = (MemorySegment) vocabulary.invoke(loaded);
            var cut = handle(
                    "llama_tokenize",
                    FunctionDescriptor.of(
                            JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_BOOLEAN, JAVA_BOOLEAN));
            var all = new ArrayList<List<Integer>>();
            for (var text : texts) {
                var bytes = arena.allocateFrom(text);
                int length = (int) bytes.byteSize() - 1;
                var ids = arena.allocate(JAVA_INT, 2L * length + 2);
                int count = (int) cut.invoke(words, bytes, length, ids, 2 * length + 2, false, false);
                all.add(Arrays.stream(ids.asSlice(0, 4L * count).toArray(JAVA_INT))
                        .boxed()
                        .toList());
            }
            handle("llama_model_free", FunctionDescriptor.ofVoid(ADDRESS)).invoke(loaded);
            return all;
        }
    }

    private MemorySegment loaded(Path model, boolean vocabularyOnly, Arena arena) throws Throwable {
        var parameters = (MemorySegment) handle("llama_model_default_params", FunctionDescriptor.of(MODEL_PARAMS))
                .invoke(arena);
        parameters.set(JAVA_BOOLEAN, MODEL_VOCAB_ONLY, vocabularyOnly);
        var loaded = (MemorySegment)
                handle("llama_model_load_from_file", FunctionDescriptor.of(ADDRESS, ADDRESS, MODEL_PARAMS))
                        .invoke(arena.allocateFrom(model.toString()), parameters);
        if (loaded.address() == 0) {
            throw new IOException("llama.cpp does not load " + model);
        }
        return loaded;
    }

    private <T> T decoded(Path model, int[] tokens, boolean embeds, Reader<T> reader) throws Throwable {
        try (var arena = Arena.ofConfined()) {
            var loaded = loaded(model, false, arena);
            var context = (MemorySegment)
                    handle("llama_init_from_model", FunctionDescriptor.of(ADDRESS, ADDRESS, CONTEXT_PARAMS))
                            .invoke(loaded, contextOf(arena, tokens.length));
            handle("llama_set_embeddings", FunctionDescriptor.ofVoid(ADDRESS, JAVA_BOOLEAN))
                    .invoke(context, embeds);
            var ids = arena.allocateFrom(JAVA_INT, tokens);
            var batch = (MemorySegment) handle("llama_batch_get_one", FunctionDescriptor.of(BATCH, ADDRESS, JAVA_INT))
                    .invoke(arena, ids, tokens.length);
            var wanted = arena.allocate(tokens.length);
            wanted.fill((byte) 1);
            batch.set(ADDRESS, BATCH_LOGITS, wanted);
            int status = (int) handle("llama_decode", FunctionDescriptor.of(JAVA_INT, ADDRESS, BATCH))
                    .invoke(context, batch);
            if (status != 0) {
                throw new IOException("llama_decode gave " + status);
            }
            var read = reader.read(context);
            handle("llama_free", FunctionDescriptor.ofVoid(ADDRESS)).invoke(context);
            handle("llama_model_free", FunctionDescriptor.ofVoid(ADDRESS)).invoke(loaded);
            return read;
        }
    }

    private MemorySegment contextOf(Arena arena, int tokens) throws Throwable {
        var parameters = (MemorySegment) handle("llama_context_default_params", FunctionDescriptor.of(CONTEXT_PARAMS))
                .invoke(arena);
        parameters.set(JAVA_INT, CONTEXT_N_CTX, Math.max(256, tokens));
        parameters.set(JAVA_INT, CONTEXT_N_BATCH, 256);
        parameters.set(JAVA_INT, CONTEXT_N_UBATCH, 256);
        parameters.set(JAVA_INT, CONTEXT_N_THREADS, 1);
        parameters.set(JAVA_INT, CONTEXT_N_THREADS_BATCH, 1);
        parameters.set(JAVA_INT, CONTEXT_FLASH, FLASH_ATTENTION_OFF);
        parameters.set(JAVA_INT, CONTEXT_TYPE_K, F32);
        parameters.set(JAVA_INT, CONTEXT_TYPE_V, F32);
        return parameters;
    }
}
