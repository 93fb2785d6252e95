package plimsoll.web.pages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.Visibility;
import plimsoll.web.http.Percent;
import plimsoll.web.pages.view.RepositoryCard.Snippet;

/// How to use a repository with the ecosystem's clients, pointed at this hub. Each works when pasted.
final class Snippets {
    private final String hub;
    private final Repository repository;
    private final Card card;
    private final List<Entry> files;

    /// @param hub this hub's address
    /// @param files some of the repository's files
    Snippets(String hub, Repository repository, Card card, List<Entry> files) {
        this.hub = hub;
        this.repository = repository;
        this.card = card;
        this.files = List.copyOf(files);
    }

    /// How to fetch it, where there is something to fetch.
    List<Snippet> fetching() {
        if (files.isEmpty()) {
            return List.of();
        }
        var snippets = new ArrayList<Snippet>();
        snippets.add(commandLine());
        snippets.add(python());
        if (repository.kind() == RepoKind.DATASET) {
            snippets.add(datasets());
        }
        if (repository.kind() == RepoKind.MODEL) {
            models(snippets);
        }
        snippets.add(new Snippet("git", "bash", "git lfs install\ngit clone %s/%s".formatted(hub, repository.page())));
        curl().ifPresent(snippets::add);
        return snippets;
    }

    /// How to publish the first files.
    List<Snippet> publishing() {
        return List.of(
                new Snippet("hf command line", "bash", """
                        export HF_ENDPOINT=%s HF_HUB_DISABLE_XET=1
                        hf auth login
                        hf upload %s .%s\
                        """.formatted(hub, name(), kindFlag())),
                new Snippet("git", "bash", """
                        git lfs install
                        git clone %s/%s && cd %s
                        echo '# %s' > README.md
                        git add . && git commit -m 'Begin' && git push\
                        """.formatted(
                                hub,
                                repository.page(),
                                repository.name().name(),
                                repository.name().name())));
    }

    private void models(List<Snippet> snippets) {
        var word = card.library().orElse("");
        if (word.equals("transformers") || (word.isEmpty() && has("config.json"))) {
            snippets.add(transformers());
        }
        if (word.equals("transformers.js") || has("onnx")) {
            snippets.add(transformersJs());
        }
        if (card.tags().contains("gguf")
                || files.stream().anyMatch(file -> file.path().text().endsWith(".gguf"))) {
            snippets.add(new Snippet(
                    "llama.cpp", "bash", "export MODEL_ENDPOINT=%s/\nllama-cli -hf %s".formatted(hub, name())));
        }
    }

    private Snippet commandLine() {
        return new Snippet(
                "hf command line",
                "bash",
                "export HF_ENDPOINT=%s\nhf download %s%s".formatted(hub, name(), kindFlag()));
    }

    private String kindFlag() {
        return switch (repository.kind()) {
            case MODEL -> "";
            case DATASET -> " --repo-type dataset";
            case SPACE -> " --repo-type space";
        };
    }

    private Snippet python() {
        return new Snippet("huggingface_hub", "python", """
                from huggingface_hub import snapshot_download

                folder = snapshot_download(
                    "%s",
                    repo_type="%s",
                    endpoint="%s",
                )\
                """.formatted(
                        name(), repository.kind().singular(), hub));
    }

    private Snippet datasets() {
        return new Snippet("datasets", "python", """
                import os
                os.environ["HF_ENDPOINT"] = "%s"

                from datasets import load_dataset

                dataset = load_dataset("%s")\
                """.formatted(hub, name()));
    }

    private Snippet transformers() {
        return new Snippet(
                "transformers", "python", """
                import os
                os.environ["HF_ENDPOINT"] = "%s"

                from transformers import pipeline

                pipe = pipeline("%s", model="%s")\
                """.formatted(hub, card.task().orElse("text-generation"), name()));
    }

    private Snippet transformersJs() {
        return new Snippet(
                "transformers.js", "javascript", """
                import { env, pipeline } from "@huggingface/transformers";

                env.remoteHost = "%s/";
                const pipe = await pipeline("%s", "%s");\
                """.formatted(hub, card.task().orElse("feature-extraction"), name()));
    }

    // One real file: the largest, and so the one people come for.
    private Optional<Snippet> curl() {
        return files.stream()
                .filter(file -> !(file instanceof Entry.Folder))
                .max(Comparator.comparingLong(Entry::contentBytes))
                .map(file -> new Snippet(
                        "curl",
                        "bash",
                        "curl -LO %s%s/%s/resolve/main/%s"
                                .formatted(
                                        isPrivate() ? "-H \"Authorization: Bearer $HF_TOKEN\" " : "",
                                        hub,
                                        repository.page(),
                                        Percent.encodePath(file.path().text()))));
    }

    private boolean isPrivate() {
        return repository.visibility() == Visibility.PRIVATE;
    }

    private boolean has(String path) {
        return files.stream().anyMatch(file -> file.path().text().equals(path));
    }

    private String name() {
        return repository.name().toString();
    }
}
