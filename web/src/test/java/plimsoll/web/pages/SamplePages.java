package plimsoll.web.pages;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import plimsoll.web.pages.card.CardPlace;
import plimsoll.web.pages.card.CardRenderer;
import plimsoll.web.pages.view.*;
import plimsoll.web.pages.view.Listing.Choice;
import plimsoll.web.pages.view.RepositoryCard.Particular;
import plimsoll.web.pages.view.RepositoryCard.Snippet;
import plimsoll.web.pages.view.RepositoryCard.Value;

/// Every template with something to show, for the tests that walk them and for the preview.
final class SamplePages {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String NASTY = "\"><script>alert('x')</script>";

    private SamplePages() {}

    record Sample(String template, Map<String, Object> parameters) {}

    static Map<String, Sample> all(Theme theme, Assets assets) {
        var pages = new LinkedHashMap<String, Sample>();
        var guest = frame("A page", Optional.empty(), theme, assets, "");
        var ada = frame("A page", Optional.of(new Frame.Visitor("ada", true, true, 120)), theme, assets, "models");
        pages.put("home", sample("home", guest, "home", home()));
        pages.put(
                "home-empty",
                sample("home", ada, "home", new Home(List.of(new Home.Shelf("Models", "/models", List.of())))));
        pages.put("listing", sample("listing", ada, "listing", listing(rows())));
        pages.put("listing-empty", sample("listing", ada, "listing", listing(List.of())));
        pages.put(
                "refusal",
                sample(
                        "refusal",
                        guest,
                        "refusal",
                        new Refusal(
                                404,
                                "Not in the register",
                                "There is nothing at this address, or nothing that you may know of. If it is private, sign in with an account that belongs to it.",
                                Optional.of("/login?next=%2Fx"))));
        pages.put(
                "style",
                sample(
                        "style",
                        ada,
                        "sheet",
                        new StyleSheet(
                                List.of(
                                        "paper",
                                        "sheet",
                                        "well",
                                        "ink",
                                        "ink-soft",
                                        "ink-faint",
                                        "rule",
                                        "sea",
                                        "sea-deep",
                                        "sea-wash",
                                        "brass",
                                        "brass-wash",
                                        "port",
                                        "port-wash",
                                        "starboard",
                                        "starboard-wash"),
                                rows())));
        pages.put(
                "new",
                sample(
                        "new-repository",
                        ada,
                        "form",
                        new NewRepository(
                                "model",
                                List.of("ada", "harbour"),
                                "ada",
                                NASTY,
                                true,
                                Optional.of("ada already has a model called tide."))));
        pages.put(
                "log",
                sample(
                        "ledger/health",
                        guest,
                        "log",
                        new LogHealth(
                                "hub.example/log",
                                1_204,
                                Optional.of(Moment.of(NOW, NOW)),
                                2,
                                Optional.of("This hub has signed a checkpoint over 1300 entries."),
                                "hub.example/log\n1204\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                                List.of(new LogHealth.Key("hub.example/log+9b8d0ea5+AZAJ", "Ed25519", "signs")),
                                List.of(new LogHealth.Line(1_203, NASTY)))));
        repositories(pages, ada, guest);
        people(pages, ada, guest);
        return pages;
    }

    private static void repositories(Map<String, Sample> pages, Frame ada, Frame guest) {
        pages.put("card", repository("repository/card", ada, head("card", true), "page", card(true)));
        pages.put("card-guest", repository("repository/card", guest, head("card", false), "page", card(false)));
        pages.put("card-empty", repository("repository/card", ada, head("card", true), "page", emptyCard()));
        pages.put("refs", repository("repository/refs", ada, head("history", true), "refs", refs()));
        pages.put("edit", repository("repository/edit", ada, head("files", true), "edit", edit()));
        pages.put(
                "evidence",
                repository(
                        "ledger/evidence",
                        ada,
                        head("evidence", true),
                        "evidence",
                        new Evidence(
                                new Evidence.Finding(
                                        "Signed by a key of lab.", "good", List.of(NASTY), List.of("Who " + NASTY)),
                                "/settings/keys/lab",
                                "/api/models/lab/tide/signature/main",
                                "/api/models/lab/tide/bom/main",
                                false,
                                List.of(new LogHealth.Line(1_203, NASTY)))));
        pages.put("use", repository("repository/use", ada, head("card", true), "page", card(true)));
        pages.put("tree", repository("repository/tree", ada, head("files", true), "tree", tree(true)));
        pages.put("tree-empty", repository("repository/tree", guest, head("files", false), "tree", tree(false)));
        for (var content : contents().entrySet()) {
            pages.put(
                    "file-" + content.getKey(),
                    repository(
                            "repository/file",
                            ada,
                            head("files", true),
                            "file",
                            new FilePage(
                                    crumbs(),
                                    revisions(),
                                    "model.safetensors",
                                    "4.2 GB",
                                    "large file, SHA-256 6f1c…",
                                    "/lab/tide/resolve/main/model.safetensors",
                                    Optional.of("/edit"),
                                    Optional.of("/remove"),
                                    Optional.of(commit("Train three more epochs")),
                                    Optional.of(inspected()),
                                    Optional.of(new PersonalDataPage.File(
                                            NASTY,
                                            "/x",
                                            NASTY,
                                            "held",
                                            true,
                                            List.of(new PersonalDataPage.Count(
                                                    "payment card", "contains", "bad", "3, 2 different", NASTY)))),
                                    content.getValue())));
        }
        pages.put(
                "history",
                repository(
                        "repository/history",
                        ada,
                        head("history", true),
                        "history",
                        new History(
                                revisions(),
                                "3 commits",
                                List.of(
                                        commit("Train three more epochs"),
                                        commit("Say what it must not be used for " + NASTY),
                                        commit("initial commit")),
                                Optional.of("/x?page=1"),
                                Optional.of("/x?page=3"))));
        pages.put("commit", repository("repository/commit", ada, head("history", true), "page", commitPage()));
        pages.put(
                "upload",
                repository(
                        "repository/upload",
                        ada,
                        head("files", true),
                        "upload",
                        new Upload(
                                "/api/models/lab/tide",
                                "/lab/tide.git/info/lfs/objects/batch",
                                "/lab/tide/tree/main",
                                "/lab/tide/upload/main?csrf=t",
                                "main",
                                "docs",
                                "500 GB")));
        ReleaseSamples.put(pages, ada, head("release", true));
        LineSamples.put(pages, ada, head("release", true));
        pages.put(
                "settings",
                repository(
                        "repository/settings",
                        ada,
                        head("settings", true),
                        "settings",
                        new Settings(
                                List.of("ada", "harbour"),
                                Optional.of("The name typed is not this repository's."),
                                Optional.of(true))));
        pages.put(
                "chat",
                repository(
                        "repository/chat",
                        ada,
                        head("chat", true),
                        "page",
                        new Chat(
                                "harbour/tide",
                                true,
                                List.of(new Chat.Turn("You", NASTY), new Chat.Turn("Model", NASTY)),
                                Optional.of(NASTY),
                                "0123",
                                "{\"turns\":[{\"role\":\"user\",\"content\":\"<b>\"}]}",
                                true,
                                7,
                                true)));
        var row = new Conversations.Row(
                "0123",
                "/harbour/tide/chat?chat=0123",
                NASTY,
                "harbour/tide",
                Moment.of(NOW, NOW),
                Moment.of(NOW, NOW),
                List.of(new Conversations.Line("You", NASTY), new Conversations.Line("Model", NASTY)));
        var open = new Conversations.Row(
                "0124", "", NASTY, "harbour/tide", Moment.of(NOW, NOW), Moment.of(NOW, NOW), row.lines());
        var kept = new Conversations("", List.of(row), List.of(row), List.of(open), 7, Optional.empty());
        pages.put("conversations", sample("account/conversations", ada, "page", kept));
        pages.put(
                "kept-texts",
                sample(
                        "people/kept-texts",
                        ada,
                        "page",
                        new Conversations("grace", List.of(), List.of(), List.of(open), 7, Optional.of(NASTY))));
        pages.put("shared-chat", sample("shared-chat", guest, "page", row));
        pages.put(
                "arena",
                sample(
                        "arena",
                        ada,
                        "page",
                        new Arena(
                                List.of("harbour/tide", "harbour/ebb"),
                                NASTY,
                                "00ff",
                                Optional.of(NASTY),
                                Optional.of("Mix flour and water."),
                                Optional.empty(),
                                Optional.empty())));
        pages.put(
                "arena-told",
                sample(
                        "arena",
                        ada,
                        "page",
                        new Arena(
                                List.of("harbour/tide", "harbour/ebb"),
                                "",
                                "",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(new Arena.Names("harbour/tide", "harbour/ebb", "You took the first.")),
                                Optional.of(NASTY))));
        pages.put(
                "arena-results",
                sample(
                        "arena-results",
                        ada,
                        "page",
                        new ArenaResults(
                                12,
                                List.of(new ArenaResults.Line("harbour/tide", "1043", "990 to 1101", "12", "58 %")),
                                List.of(new ArenaResults.Pair("harbour/ebb", "harbour/tide", 5, 7, 0)))));
    }

    private static void people(Map<String, Sample> pages, Frame ada, Frame guest) {
        var members = List.of(new Profile.Belonging("ada", "admin"), new Profile.Belonging("grace", "write"));
        pages.put(
                "profile",
                sample(
                        "people/profile",
                        ada,
                        "profile",
                        new Profile(
                                "harbour",
                                "Harbour Laboratory",
                                true,
                                Optional.of(moment(900)),
                                members,
                                List.of(new Home.Shelf("Models", "/models?author=harbour", rows())),
                                false,
                                Optional.of("/organizations/harbour/members"))));
        pages.put(
                "profile-self",
                sample(
                        "people/profile",
                        ada,
                        "profile",
                        new Profile("ada", "", false, Optional.empty(), List.of(), List.of(), true, Optional.empty())));
        pages.put(
                "members",
                sample(
                        "people/members",
                        ada,
                        "page",
                        new Members("harbour", members, true, Optional.of("There is no account called bob."))));
        pages.put(
                "members-read",
                sample("people/members", ada, "page", new Members("harbour", members, false, Optional.empty())));
        pages.put(
                "new-organisation",
                sample("people/new-organisation", ada, "form", new SignIn("", "", Optional.of("That name is taken."))));
        pages.put(
                "tokens",
                sample(
                        "account/tokens",
                        ada,
                        "page",
                        new Tokens(
                                List.of(
                                        new Tokens.Token("1", "laptop", "write", moment(3), Optional.of(moment(0))),
                                        new Tokens.Token("2", NASTY, "read", moment(90), Optional.empty())),
                                Optional.of(new Tokens.Fresh("cluster", "hf_BnPqXkRwTzVcYmLdGhJfSaQeUiOo")),
                                "http://127.0.0.1:7070",
                                Optional.empty())));
        pages.put(
                "sessions",
                sample(
                        "account/sessions",
                        ada,
                        "page",
                        new Sessions(List.of(
                                new Sessions.Session(
                                        "1",
                                        "Firefox on Linux",
                                        "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
                                        "192.0.2.7",
                                        moment(3),
                                        moment(0),
                                        true),
                                new Sessions.Session("2", NASTY, NASTY, "2001:db8::7", moment(4), moment(2), false)))));
        pages.put(
                "password",
                sample(
                        "account/password",
                        ada,
                        "form",
                        new Password("ada", true, 10, Optional.of("That is not the present password."))));
        pages.put(
                "sign-in",
                sample(
                        "account/sign-in",
                        guest,
                        "form",
                        new SignIn(NASTY, "/models", Optional.of("Name or password is wrong."))));
        pages.put(
                "sign-up",
                sample("account/sign-up", guest, "form", new SignUp("ada", "inv_x", true, Optional.empty())));
        pages.put("one-time-link", sample("account/one-time-link", guest, "link", new OneTimeLink("secret")));
        pages.put(
                "device-ask",
                sample(
                        "account/device",
                        ada,
                        "device",
                        new Device(new Device.AskCode(
                                "ABCD-EF", Optional.of("No device shows this code, or it has expired.")))));
        pages.put(
                "device-confirm",
                sample(
                        "account/device",
                        ada,
                        "device",
                        new Device(new Device.Confirm("WDJB-MJHT", "hf command line", "192.0.2.7", moment(0), "ada"))));
        pages.put("device-done", sample("account/device", ada, "device", new Device(new Device.Done(true))));
    }

    private static Sample sample(String template, Frame frame, String name, Object value) {
        return new Sample(template, Map.of("frame", frame, name, value));
    }

    private static Sample repository(String template, Frame frame, Masthead head, String name, Object value) {
        return new Sample(template, Map.of("frame", frame, "head", head, name, value));
    }

    private static Frame frame(
            String title, Optional<Frame.Visitor> visitor, Theme theme, Assets assets, String section) {
        return new Frame(title, visitor, "csrf-token", theme, assets, "/here", section, Optional.of("Saved."), true);
    }

    private static Moment moment(int daysAgo) {
        return Moment.of(NOW.minusSeconds(86_400L * daysAgo + 240), NOW);
    }

    private static List<Row> rows() {
        return List.of(
                row(
                        "harbour",
                        "tide-7b-instruct",
                        7_240_000_000L,
                        "text-generation",
                        "apache-2.0",
                        48_211,
                        1_204,
                        0,
                        false),
                row("marelab", "sounding-line-embed", 335_000_000L, "sentence-similarity", "mit", 9_310, 220, 2, false),
                row(
                        "ada",
                        "private-experiment-with-a-long-name-that-goes-on",
                        14_800_000_000L,
                        "text-generation",
                        "other",
                        3,
                        0,
                        5,
                        true),
                row("stevedore", "ocr-manifests", 86_000_000L, "image-to-text", "cc-by-4.0", 1_402, 31, 16, false),
                row("harbour", "tide-480b", 480_000_000_000L, "text-generation", "custom", 990, 640, 40, false),
                row("karellen", "stories260K", 260_000L, "text-generation", "mit", 17, 4, 61, false),
                row("ada", "unweighed", 0, "tabular-classification", "mit", 0, 0, 75, false));
    }

    private static Row row(
            String space,
            String name,
            long parameters,
            String task,
            String licence,
            long downloads,
            long likes,
            int days,
            boolean hidden) {
        return new Row(
                "/" + space + "/" + name,
                space,
                name,
                hidden,
                Draught.ofParameters(parameters == 0 ? OptionalLong.empty() : OptionalLong.of(parameters)),
                Optional.of(task),
                Optional.of("transformers"),
                Optional.of(licence),
                moment(days),
                downloads,
                likes);
    }

    private static Home home() {
        return new Home(List.of(
                new Home.Shelf("Models", "/models", rows().subList(0, 5)),
                new Home.Shelf("Datasets", "/datasets", rows().subList(1, 4)),
                new Home.Shelf("Spaces", "/spaces", List.of())));
    }

    private static Listing listing(List<Row> rows) {
        return new Listing(
                "Models",
                "/models",
                "tide",
                List.of(new Listing.Kept("task", "text-generation")),
                List.of(choice("text-generation", true, null)),
                List.of(
                        new Listing.Facet(
                                "Task",
                                List.of(
                                        choice("text-generation", true, "1.2k"),
                                        choice("sentence-similarity", false, "88"),
                                        choice("image-to-text", false, "31"))),
                        new Listing.Facet(
                                "Library",
                                List.of(
                                        choice("transformers", false, "1.1k"),
                                        choice("gguf", false, "420"),
                                        choice("sentence-transformers", false, "76"))),
                        new Listing.Facet(
                                "Licence", List.of(choice("apache-2.0", false, "802"), choice("mit", false, "440"))),
                        new Listing.Facet("Base model", List.of(choice("harbour/tide-7b", false, "12"))),
                        new Listing.Facet(
                                "Size",
                                List.of(
                                        choice("Below 1B", false, null),
                                        choice("1B to 10B", false, null),
                                        choice("10B to 100B", false, null),
                                        choice("100B and more", false, null)))),
                List.of(
                        choice("Trending", true, null),
                        choice("Downloads", false, null),
                        choice("Likes", false, null),
                        choice("Changed", false, null),
                        choice("New", false, null)),
                rows,
                false,
                "/models",
                Optional.of("/models?cursor=x"));
    }

    private static Choice choice(String label, boolean current, @org.jspecify.annotations.Nullable String count) {
        return new Choice(label, "/models?task=" + label.replace(" ", "+"), current, Optional.ofNullable(count));
    }

    private static Masthead head(String tab, boolean mine) {
        return new Masthead(
                "Model",
                "/models",
                "Models",
                "/harbour/tide-7b-instruct",
                "harbour",
                "tide-7b-instruct",
                mine,
                1204,
                mine,
                mine,
                mine,
                mine,
                "main",
                tab,
                List.of(
                        new Masthead.Tag("text-generation", "/models?task=text-generation"),
                        new Masthead.Tag("transformers", "/models?library=transformers"),
                        new Masthead.Tag("safetensors", "/models?tag=safetensors"),
                        new Masthead.Tag("en", "/models?tag=language:en"),
                        new Masthead.Tag("license:apache-2.0", "/models?tag=x"),
                        new Masthead.Tag("base_model:harbour/tide-7b", "/models?tag=y")));
    }

    private static RepositoryCard card(boolean whole) {
        var html = new CardRenderer().html(CARD, new CardPlace("/harbour/tide-7b-instruct", "main", ""));
        return new RepositoryCard(
                whole ? Optional.of(html) : Optional.empty(),
                List.of(
                        new Particular("Task", List.of(Value.link("text-generation", "/models?task=text-generation"))),
                        new Particular("Library", List.of(Value.link("transformers", "/models?library=transformers"))),
                        new Particular("Licence", List.of(Value.link("apache-2.0", "/models?licence=apache-2.0"))),
                        new Particular("Base model", List.of(Value.link("harbour/tide-7b", "/harbour/tide-7b"))),
                        new Particular("Parameters", List.of(Value.of("7.2B"))),
                        new Particular("Size", List.of(Value.of("14.5 GB in 12 files"))),
                        new Particular("Downloads", List.of(Value.of("48,211 in 30 days"))),
                        new Particular("Changed", List.of(Value.at(moment(0)))),
                        new Particular("Registered", List.of(Value.at(moment(300)))),
                        new Particular("Revision", List.of(Value.link("6f1c2ab", "/x")))),
                List.of(
                        new Snippet(
                                "hf command line",
                                "bash",
                                "export HF_ENDPOINT=http://127.0.0.1:7070\nhf download harbour/tide-7b-instruct"),
                        new Snippet(
                                "transformers",
                                "python",
                                "import os\nos.environ[\"HF_ENDPOINT\"] = \"http://127.0.0.1:7070\"\nfrom transformers import pipeline\n\npipe = pipeline(\"text-generation\", model=\"harbour/tide-7b-instruct\")")),
                List.of(new Snippet("git", "bash", "git clone http://127.0.0.1:7070/harbour/tide-7b-instruct")));
    }

    private static RepositoryCard emptyCard() {
        var card = card(false);
        return new RepositoryCard(card.card(), card.particulars(), List.of(), card.publishing());
    }

    private static Edit edit() {
        return new Edit(
                "README.md", "main", false, "</textarea>" + NASTY, "6f1c2ab", "/e", "/b", Optional.of("Moved."));
    }

    private static Refs refs() {
        return new Refs(
                List.of(
                        new Refs.Ref("main", "/t/main", Optional.of(commit("Train three more epochs")), false),
                        new Refs.Ref("experiment/" + NASTY, "/t/e", Optional.empty(), true)),
                List.of(new Refs.Ref("v1.0", "/t/v1.0", Optional.of(commit(NASTY)), true)),
                Optional.of("12 more are not shown; git lists them."),
                new Refs.Form("tag", NASTY, "main", "The first one"),
                Optional.of("There is a 'v1.0' already, or it stands in the way."));
    }

    private static List<Crumb> crumbs() {
        return List.of(
                new Crumb("tide-7b-instruct", "/t"),
                new Crumb("docs", "/t/docs"),
                new Crumb("model.safetensors", "/t/docs/m"));
    }

    private static RevisionMenu revisions() {
        return new RevisionMenu(
                "main",
                List.of(new Crumb("main", "/m"), new Crumb("experiment", "/e")),
                List.of(new Crumb("v1.0", "/v")),
                "/refs");
    }

    private static CommitLine commit(String title) {
        return new CommitLine(
                title,
                "/lab/tide/commit/6f1c2ab",
                "6f1c2ab",
                "6f1c2ab0f1c2ab0f1c2ab0f1c2ab0f1c2ab0f1c2",
                "ada",
                moment(2));
    }

    private static FileTree tree(boolean full) {
        if (!full) {
            return new FileTree(
                    List.of(new Crumb("tide", "/t")),
                    revisions(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("/upload"),
                    Optional.empty(),
                    Optional.empty());
        }
        return new FileTree(
                crumbs().subList(0, 1),
                revisions(),
                Optional.of(commit("Train three more epochs")),
                List.of(
                        file("1_Pooling", true, false, ""), file("images", true, false, ""),
                        file(".gitattributes", false, false, "1.5 kB"), file("README.md", false, false, "9.4 kB"),
                        file("config.json", false, false, "687 bytes"),
                                file("model-00001-of-00003.safetensors", false, true, "4.9 GB"),
                        file("model-00002-of-00003.safetensors", false, true, "4.9 GB"),
                                file("tokenizer.json", false, true, "11.4 MB")),
                Optional.of("/up"),
                Optional.of("/start"),
                Optional.of("/next"),
                Optional.of("/upload"),
                Optional.of(new FileTree.Storage("42 GB", "19 GB", "23 GB")),
                Optional.of(new HeldCommit(
                        false,
                        "Its files are being inspected.",
                        Optional.of("3 of 7 files are inspected."),
                        "/here",
                        Optional.empty(),
                        new HeldCommit.May("/lab/tide", "0".repeat(40), true, false, true))));
    }

    private static Inspected inspected() {
        return new Inspected(
                "not safe",
                "bad",
                "It does harm to whoever loads it, so only its publisher sees it.",
                List.of(new Inspected.Found("it calls os.system " + NASTY, "at byte 2", "63 6f 73  cos")),
                List.of("os.system"));
    }

    private static FileTree.File file(String name, boolean folder, boolean large, String size) {
        return new FileTree.File(
                name,
                "/b/" + name,
                folder,
                large,
                folder ? Optional.empty() : Optional.of(size),
                folder ? Optional.empty() : Optional.of("/r/" + name),
                Optional.of(commit("Train three more epochs and measure again on the harbour benchmark")),
                large ? Optional.of("suspicious") : Optional.empty());
    }

    private static Map<String, FilePage.Content> contents() {
        var source = "import math\n\n\ndef draught(parameters: int) -> float:\n    \"\"\"How deep it lies. " + NASTY
                + "\"\"\"\n    return math.log10(max(1, parameters)) / 12\n\n\nclass Hull:\n    # a comment\n    plates = [1, 2, 3]\n";
        var tensors = IntStream.range(0, 12)
                .mapToObj(i -> new FilePage.Tensor(
                        "model.layers." + i + ".self_attn.q_proj.weight", "BF16", "4096 × 4096", "33.6 MB"))
                .toList();
        return Map.of(
                "text", new FilePage.Text("python", source, 11),
                "markdown",
                        new FilePage.Markdown(
                                new CardRenderer().html(CARD, new CardPlace("/harbour/tide", "main", "")), "/source"),
                "picture", new FilePage.Picture("/harbour/tide/resolve/main/plot.png"),
                "weights",
                        new FilePage.Weights(
                                "safetensors", List.of(new FilePage.Fact("format", "pt")), tensors, "291", "7.2B"),
                "unshown", new FilePage.Unshown("Too large to show here: download it to read it."));
    }

    private static CommitPage commitPage() {
        return new CommitPage(
                commit("Say what it must not be used for"),
                "The line drawn by the release board in October.\n",
                List.of(new Crumb("aaaaaaa", "/c")),
                "/tree",
                List.of(
                        new CommitPage.ChangedFile(
                                "README.md",
                                "/b/README.md",
                                "changed",
                                List.of(
                                        new CommitPage.Line("hunk", "@@ -1,4 +1,5 @@"),
                                        new CommitPage.Line("same", " # Tide"),
                                        new CommitPage.Line("removed", "-Use it for anything."),
                                        new CommitPage.Line("added", "+Not for medical advice, and not for " + NASTY),
                                        new CommitPage.Line("same", " "))),
                        new CommitPage.ChangedFile("model.safetensors", "/b/model", "added", List.of())),
                "1",
                "1",
                true);
    }

    static final String CARD = """
            ---
            license: apache-2.0
            ---
            # Tide 7B Instruct

            Tide is a **7.2 billion** parameter model trained to follow instructions in *harbour English*. It is small enough to run
            on one card and honest enough to say when it does not know. See [the report](docs/report.pdf) and https://example.org.

            ![badge](https://example.org/badge.svg)

            ## How to use it

            ```python
            from transformers import pipeline

            pipe = pipeline("text-generation", model="harbour/tide-7b-instruct")
            print(pipe("When is high water?")[0]["generated_text"])
            ```

            ## Measured

            | Benchmark | Shots | Tide 7B | Base |
            |---|:-:|--:|--:|
            | MMLU | 5 | **64.1** | 58.9 |
            | GSM8K | 8 | 51.3 | 36.0 |
            | Harbour QA | 0 | 88.0 | 61.2 |

            > Figures are our own, with the harness and seeds in `eval/`.

            ### Limits

            1. It was trained until March 2026.
            2. It counts badly past a thousand.
               - Worse in dialect.

            <details><summary>Training</summary>Two nodes, nine days.</details>
            """;
}
