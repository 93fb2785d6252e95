package plimsoll.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// A model in llama.cpp v0.5.0, as the npm package `@node-llama-cpp/linux-x64` ships it: its own choice of processor
/// build, its own defaults. Structures as its `llama.h` lays them out on x86-64.
@SuppressWarnings("restricted")
final class LlamaCppPeer implements AutoCloseable {
    private static final StructLayout MODEL_PARAMS = words(10);
    private static final StructLayout CONTEXT_PARAMS = words(20);
    private static final StructLayout BATCH = words(7);
    private static final long N_CTX = 0;
    private static final long N_BATCH = 4;
    private static final long N_UBATCH = 8;
    private static final long N_SEQ_MAX = 12;
    private static final long N_THREADS = 28;
    private static final long N_THREADS_BATCH = 32;

    private final Arena arena = Arena.ofShared();
    private final Linker linker = Linker.nativeLinker();
    private final SymbolLookup llama;
    private final MemorySegment model;
    private final MemorySegment context;

    private static StructLayout words(int count) {
        return MemoryLayout.structLayout(Collections.nCopies(count, JAVA_LONG).toArray(MemoryLayout[]::new));
    }

    /// @param libraries the folder of the package that holds them
    /// @param positions of all sequences
    /// @param sequences how many may be decoded together
    LlamaCppPeer(Path libraries, Path file, int threads, int positions, int sequences) throws Throwable {
        SymbolLookup.libraryLookup(library(libraries, "libggml-base"), Arena.global());
        var ggml = SymbolLookup.libraryLookup(library(libraries, "libggml.v"), Arena.global());
        llama = SymbolLookup.libraryLookup(library(libraries, "libllama.v"), Arena.global());
        linker.downcallHandle(
                        ggml.find("ggml_backend_load_all_from_path").orElseThrow(), FunctionDescriptor.ofVoid(ADDRESS))
                .invoke(arena.allocateFrom(libraries.toString()));
        // It logs every tensor. This takes what it logs and looks at none of it.
        handle("llama_log_set", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS))
                .invoke(linker.defaultLookup().find("getpid").orElseThrow(), MemorySegment.NULL);
        handle("llama_backend_init", FunctionDescriptor.ofVoid()).invoke();
        var parameters = (MemorySegment) handle("llama_model_default_params", FunctionDescriptor.of(MODEL_PARAMS))
                .invoke(arena);
        model = (MemorySegment)
                handle("llama_model_load_from_file", FunctionDescriptor.of(ADDRESS, ADDRESS, MODEL_PARAMS))
                        .invoke(arena.allocateFrom(file.toString()), parameters);
        var wanted = (MemorySegment) handle("llama_context_default_params", FunctionDescriptor.of(CONTEXT_PARAMS))
                .invoke(arena);
        wanted.set(JAVA_INT, N_CTX, positions);
        wanted.set(JAVA_INT, N_BATCH, 512);
        wanted.set(JAVA_INT, N_UBATCH, 512);
        wanted.set(JAVA_INT, N_SEQ_MAX, sequences);
        wanted.set(JAVA_INT, N_THREADS, threads);
        wanted.set(JAVA_INT, N_THREADS_BATCH, threads);
        context =
                (MemorySegment) handle("llama_init_from_model", FunctionDescriptor.of(ADDRESS, ADDRESS, CONTEXT_PARAMS))
                        .invoke(model, wanted);
    }

    private static Path library(Path folder, String prefix) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
                    .min(Comparator.naturalOrder())
                    .orElseThrow(() -> new IOException("no %s in %s".formatted(prefix, folder)));
        }
    }

    private MethodHandle handle(String name, FunctionDescriptor of) {
        return linker.downcallHandle(llama.find(name).orElseThrow(), of);
    }

    /// Forgets all tokens.
    void clear() throws Throwable {
        var memory = (MemorySegment) handle("llama_get_memory", FunctionDescriptor.of(ADDRESS, ADDRESS))
                .invoke(context);
        handle("llama_memory_clear", FunctionDescriptor.ofVoid(ADDRESS, JAVA_BOOLEAN))
                .invoke(memory, true);
    }

    /// Reads these tokens after those before.
    void decode(int... tokens) throws Throwable {
        try (var once = Arena.ofConfined()) {
            var batch = (MemorySegment) handle("llama_batch_get_one", FunctionDescriptor.of(BATCH, ADDRESS, JAVA_INT))
                    .invoke(once, once.allocateFrom(JAVA_INT, tokens), tokens.length);
            run(batch);
        }
    }

    /// Reads one token more of each of so many sequences, all at this position.
    void decodeTogether(int sequences, int token, int position) throws Throwable {
        try (var once = Arena.ofConfined()) {
            var tokens = new int[sequences];
            var positions = new int[sequences];
            var ones = new int[sequences];
            var ids = once.allocate(ADDRESS, sequences);
            Arrays.fill(tokens, token);
            Arrays.fill(positions, position);
            Arrays.fill(ones, 1);
            for (int i = 0; i < sequences; i++) {
                ids.setAtIndex(ADDRESS, i, once.allocateFrom(JAVA_INT, i));
            }
            var all = once.allocate(sequences).fill((byte) 1);
            var batch = once.allocate(BATCH);
            batch.set(JAVA_INT, 0, sequences);
            var fields = List.of(
                    once.allocateFrom(JAVA_INT, tokens),
                    MemorySegment.NULL,
                    once.allocateFrom(JAVA_INT, positions),
                    once.allocateFrom(JAVA_INT, ones),
                    ids,
                    all);
            for (int i = 0; i < fields.size(); i++) {
                batch.setAtIndex(ADDRESS, i + 1, fields.get(i));
            }
            run(batch);
        }
    }

    private void run(MemorySegment batch) throws Throwable {
        int status = (int) handle("llama_decode", FunctionDescriptor.of(JAVA_INT, ADDRESS, BATCH))
                .invoke(context, batch);
        if (status != 0) {
            throw new IOException("llama_decode gave " + status);
        }
    }

    @Override
    public void close() {
        try {
            handle("llama_free", FunctionDescriptor.ofVoid(ADDRESS)).invoke(context);
            handle("llama_model_free", FunctionDescriptor.ofVoid(ADDRESS)).invoke(model);
        } catch (Throwable fault) {
            throw new IllegalStateException(fault);
        }
        arena.close();
    }
}
