package plimsoll.app.doors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The request that `DoorsTest` has for each route.
///
/// A line of the table is a method, a route's pattern, and what is sent. `ANY` stands for the five methods of an area
/// that is not built, `[a|b]` for each of its words, `{models}`, `{datasets}` and `{repo}` for the variables that name
/// a repository. `name=value` fills a variable otherwise than usual, `?` begins a query, `json`, `form`, `lines`,
/// `fetch`, `push` and `text` a body. `SUBJECT` is the name of the repository that is asked about. A line that begins
/// with `~` is one whose answer is never the same twice.
final class Requests {
    private static final List<String> EVERY_METHOD = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern CHOICE = Pattern.compile("\\[([^\\]]*)\\]");
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)(?::[^}]*)?(?:\\.\\.\\.)?\\}");
    private static final Pattern WORD = Pattern.compile("\\s+(?=\\S)");

    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("ns", Harbour.OWNER),
            Map.entry("namespace", Harbour.OWNER),
            Map.entry("name", "SUBJECT"),
            Map.entry("rev", "main"),
            Map.entry("branch", Harbour.BRANCH),
            Map.entry("path", Harbour.WEIGHTS),
            Map.entry("tag", "latest"),
            Map.entry("oid", "OID"),
            Map.entry("id", "5"),
            Map.entry("rest", "5"),
            Map.entry("what", "runtime"),
            Map.entry("account", Harbour.KEEPER),
            Map.entry("user", Harbour.KEEPER),
            Map.entry("organisation", Harbour.OWNER),
            Map.entry("hash", "0"),
            Map.entry("owner", Harbour.OWNER),
            Map.entry("deadline", "eu-5-days"),
            Map.entry("commit", "0123456789012345678901234567890123456789"),
            Map.entry("status", "pending"),
            Map.entry("number", "1"),
            Map.entry("prefix", "default"),
            Map.entry("version", "v2"));

    private static final String TABLE = """
            # One repository, in the Hub protocol
            GET     /api/{models}/{repo}
            GET     /api/{models}/{repo}                              ?blobs=true&securityStatus=true
            GET     /api/{models}/{repo}/revision/{rev}
            GET     /api/{models}/{repo}/revision/{rev}               rev=no-such-revision
            GET     /api/{models}/{repo}/tree/{rev}/{path...}         path=folder
            GET     /api/{models}/{repo}/tree/{rev}/{path...}         path= ?recursive=true&expand=true
            POST    /api/{models}/{repo}/paths-info/{rev}             json {"paths":["README.md","weights.bin"]}
            POST    /api/{models}/{repo}/paths-info/{rev}             form paths=README.md&expand=True
            GET     /api/{models}/{repo}/refs
            GET     /api/{models}/{repo}/commits/{rev}
            GET     /api/{models}/{repo}/auth-check
            GET     /api/{models}/{repo}/auth-check/write
            POST    /api/{models}/{repo}/preupload/{rev}              json {"files":[{"path":"a","size":1,"sample":"AA=="}]}
            POST    /api/{models}/{repo}/commit/{rev}                 lines COMMIT
            POST    /api/{models}/{repo}/branch/{branch}              branch=new json {}
            DELETE  /api/{models}/{repo}/branch/{branch}
            POST    /api/{models}/{repo}/tag/{rev}                    json {"tag":"v9"}
            DELETE  /api/{models}/{repo}/tag/{rev}                    rev=v1
            POST    /api/{models}/{repo}/super-squash/{branch}        json {"message":"squashed"}
            GET     /api/{models}/{repo}/lfs-files
            POST    /api/{models}/{repo}/lfs-files/batch              json {"deletions":{"sha":["OID"]}}
            POST    /api/{models}/{repo}/like
            DELETE  /api/{models}/{repo}/like
            GET     /api/{models}/{repo}/likers
            PUT     /api/{models}/{repo}/settings                     json {"private":false}
            POST    /api/{models}/{repo}/duplicate                    json {"repository":"outsider/copy"}
            POST    /api/repos/create                                 json {"name":"SUBJECT","organization":"harbour"}
            DELETE  /api/repos/delete                                 json {"name":"SUBJECT","organization":"harbour"}
            DELETE  /api/repos/delete                                 json {"name":"harbour/SUBJECT","type":"dataset"}
            POST    /api/repos/move                                   json {"fromRepo":"harbour/SUBJECT","toRepo":"outsider/taken"}
            GET     /v2/{repo}/manifests/{tag}
            GET     /api/{models}/{repo}/[signature|bom]/{rev}
            GET     /api/{models}/{repo}/release[|/commits|/copies|/statements]
            GET     /api/{models}/{repo}/release/statements/{hash}
            GET     /api/{models}/{repo}/reproductions
            POST    /api/{models}/{repo}/reproductions                json {"revision":"main","weights":"0","software":"x"}
            GET     /api/plimsoll/{models}/{repo}/[facts|line|personal-data|chat-template]
            POST    /api/plimsoll/{models}/{repo}/line/raise
            POST    /api/plimsoll/{models}/{repo}/line/duties/{id}/met       json {"note":"x"}
            POST    /api/plimsoll/{models}/{repo}/line/duties/{id}/reopened  json {"reason":"x"}
            PUT     /api/plimsoll/{models}/{repo}/line/duties/{id}/assignee  json {"account":"x"}
            PUT     /api/plimsoll/{models}/{repo}/line/exemption      json {"level":"api","reason":"x","until":"2099-01-01T00:00:00Z"}
            DELETE  /api/plimsoll/{models}/{repo}/line/exemption
            GET     /api/plimsoll/{models}/{repo}/declarations
            GET     /api/plimsoll/{models}/{repo}/declarations/{hash}
            GET     /api/plimsoll/{models}/{repo}/documents/{document}    document=eu
            GET     /api/plimsoll/schemas/document.json
            PUT     /api/plimsoll/{models}/{repo}/declarations        json {"facts":{"training_flop":1}}
            POST    /api/plimsoll/{models}/{repo}/attestations        json {"facts":{"training_flop":1}}
            PUT     /api/{models}/{repo}/release                      json {"visibility":"public"}
            PUT     /api/{models}/{repo}/release/incident             json {"open":true}
            POST    /api/{models}/{repo}/release/commits              json {"ref":"main"}
            POST    /api/{models}/{repo}/recall                       json {"reason":"x"}
            DELETE  /api/{models}/{repo}/recall/{number}              json {"reason":"x"}
            GET     /api/{models}/{repo}/user-access-request/ask
            POST    /api/{models}/{repo}/user-access-request/ask      json {}
            GET     /api/{models}/{repo}/user-access-request/{status:pending|accepted|rejected}
            POST    /api/{models}/{repo}/user-access-request/[batch|grant|handle]     json {"user":"outsider","status":"accepted"}

            # Its files and pages
            GET     [/{datasets}|]/{repo}/resolve/{rev}/{path...}
            GET     [/{datasets}|]/{repo}/resolve/{rev}/{path...}     path=README.md
            GET     [/{datasets}|]/{repo}/resolve/{rev}/{path...}     path=no-such-file
            GET     [/{datasets}|]/{repo}/raw/{rev}/{path...}
            GET     [/{datasets}|]/{repo}
            GET     [/{datasets}|]/{repo}/tree/{rev}/{path...}        path=folder
            GET     [/{datasets}|]/{repo}/blob/{rev}/{path...}        path=README.md
            GET     [/{datasets}|]/{repo}/commits/{rev}
            GET     [/{datasets}|]/{repo}/commit/{rev}
            GET     [/{datasets}|]/{repo}/use
            POST    [/{datasets}|]/{repo}/like
            POST    [/{datasets}|]/{repo}/unlike
            GET     [/{datasets}|]/{repo}/refs
            POST    [/{datasets}|]/{repo}/refs                        form kind=branch&name=new&at=main
            POST    [/{datasets}|]/{repo}/refs/remove                 form kind=branch&name=side
            GET     [/{datasets}|]/{repo}/upload/{rev}/{path...}      path=
            POST    [/{datasets}|]/{repo}/upload/{rev}/{path...}      path= text none
            GET     [/{datasets}|]/{repo}/[access|evidence|line|personal-data|chat-template|release|release/requests]
            POST    [/{datasets}|]/{repo}/access                      form accept=yes
            POST    [/{datasets}|]/{repo}/line/[raise|exemption]      form reason=x
            POST    [/{datasets}|]/{repo}/line/met                    form duty=x&note=x
            POST    [/{datasets}|]/{repo}/line/reopened               form duty=x&reason=x
            POST    [/{datasets}|]/{repo}/line/assignee               form duty=x&account=x
            GET     [/{datasets}|]/{repo}/line/[declare|attest]
            POST    [/{datasets}|]/{repo}/line/[declare|attest]       form training_flop=1
            GET     [/{datasets}|]/{repo}/line/documents/{document}       document=eu
            GET     [/{datasets}|]/{repo}/line/documents/{document}       document=sb53 ?as=file
            GET     /help/declarations
            POST    [/{datasets}|]/{repo}/release[|/commits|/incident|/recall|/requests]      form reason=x
            GET     [/{datasets}|]/{repo}/edit/{rev}/{path...}        path=README.md
            POST    [/{datasets}|]/{repo}/edit/{rev}/{path...}        path=README.md form text=changed
            POST    [/{datasets}|]/{repo}/remove/{rev}/{path...}      path=README.md form summary=x
            GET     [/{datasets}|]/{repo}/settings
            POST    [/{datasets}|]/{repo}/settings/move               form owner=outsider&name=taken
            POST    [/{datasets}|]/{repo}/settings/visibility         form visibility=public
            POST    [/{datasets}|]/{repo}/settings/delete             form confirm=harbour/SUBJECT

            # Git and git-lfs
            GET     [/datasets|/spaces|]/{repo}[.git|]/info/refs                        ?service=git-upload-pack
            GET     [/datasets|/spaces|]/{repo}[.git|]/info/refs                        ?service=git-receive-pack
            POST    [/datasets|/spaces|]/{repo}[.git|]/git-upload-pack                  fetch 0000
            POST    [/datasets|/spaces|]/{repo}[.git|]/git-receive-pack                 push 0000
            POST    [/datasets|/spaces|]/{repo}[.git|]/info/lfs/objects/batch           json {"operation":"download","objects":[{"oid":"OID","size":9}]}
            POST    [/datasets|/spaces|]/{repo}[.git|]/info/lfs/objects/batch           json {"operation":"upload","objects":[{"oid":"OID","size":9}]}
            GET     [/datasets|/spaces|]/{repo}[.git|]/info/lfs/objects/{oid}
            GET     [/datasets|/spaces|]/{repo}[.git|]/info/lfs/locks
            POST    [/datasets|/spaces|]/{repo}[.git|]/info/lfs/locks                   json {"path":"weights.bin"}
            POST    [/datasets|/spaces|]/{repo}[.git|]/info/lfs/locks/verify            json {}
            POST    [/datasets|/spaces|]/{repo}[.git|]/info/lfs/locks/{id}/unlock       json {}
            GET     /api/lfs/objects/{oid}                                              ?ticket=forged.forged
            PUT     /api/lfs/objects/{oid}                                              ?ticket=forged.forged text bytes
            POST    /api/lfs/objects/{oid}/verify                                       ?ticket=forged.forged json {"oid":"OID","size":9}
            PUT     /api/lfs/objects/{oid}/parts/{number}                               ?ticket=forged.forged text bytes
            POST    /api/lfs/objects/{oid}/complete                                     ?ticket=forged.forged json {"parts":[]}

            # The chunk store
            GET     /api/{models}/{repo}/xet-read-token/{rev}                           rev=no-such-revision
            GET     /api/{models}/{repo}/xet-write-token/{rev}                          rev=no-such-revision
            ~ GET   /api/{models}/{repo}/xet-[read|write]-token/{rev}
            GET     /api/{models}/{repo}/storage
            POST    /api/{models}/{repo}/lfs-files/duplicate                            json {"target":{"type":"model","name":"harbour/SUBJECT"},"files":[]}
            POST    /api/xet/v1/xorbs/{prefix}/{hash}                                   text bytes
            HEAD    /api/xet/v1/xorbs/{prefix}/{hash}
            HEAD    /api/xet/v1/files/{hash}
            POST    /api/xet/[v1|v2]/shards                                             text bytes
            GET     /api/xet/v1/chunks/{prefix}/{hash}
            GET     /api/xet/{version:v1|v2}/reconstructions/{hash}                     version=v2
            GET     /api/xet/v1/reconstructions                                         ?file_id=0
            POST    /api/xet/v1/reconstructions                                         json []
            GET     /api/xet/v2/file-chunk-hashes/{hash}
            GET     /api/xet/fetch/{hash}                                               ?ticket=forged.forged
            POST    /api/xet/v1/telemetry                                               json {}
            POST    /v1/telemetry                                                       json {}

            # Many repositories
            GET     /api/{models}
            GET     /api/{models}                      ?search=SUBJECT&full=true&cardData=true
            GET     /api/{models}                      ?author=harbour&expand[]=siblings&expand[]=sha
            GET     /api/{models}                      ?filter=license:mit&sort=likes&limit=1
            GET     /api/[models|datasets|spaces]-tags-by-type
            GET     /api/{models}/{name}
            GET     /
            GET     /[models|datasets|spaces]
            GET     /[models|datasets|spaces]          ?search=SUBJECT
            GET     /[models|datasets|spaces]          ?author=harbour&filter=license:mit&sort=likes
            GET     /{ns}
            GET     /{ns}                              ns=keeper
            GET     /organizations/{ns}/members
            GET     /api/users/{user}/likes
            GET     /api/settings/repositories
            GET     /api/organizations/{name}/settings/repositories     name=harbour

            # Models that answer
            GET     /v1/models/{name...}               name=
            GET     /v1/models/{name...}               name=harbour/SUBJECT
            ~ POST  /v1/chat/completions               json {"model":"harbour/SUBJECT","messages":[{"role":"user","content":"x"}]}
            ~ POST  /v1/completions                    json {"model":"harbour/SUBJECT","prompt":"x"}
            ~ POST  /v1/responses                      json {"model":"harbour/SUBJECT","input":"x"}
            GET     /v1/responses/{id}
            DELETE  /v1/responses/{id}
            ~ POST  /hf-inference/models/{repo}/pipeline/feature-extraction  json {"inputs":"x"}
            ~ POST  /v1/embeddings                     json {"model":"harbour/SUBJECT","input":"x"}
            ~ POST  /api/plimsoll/detect-text          json {"model":"harbour/SUBJECT","text":"x"}
            ~ POST  /v1/moderations                    json {"input":"x"}
            GET     [/{datasets}|]/{repo}/chat
            POST    [/{datasets}|]/{repo}/chat                  form message=x
            POST    [/{datasets}|]/{repo}/chat/save             json {"chat":{"turns":[{"role":"user","content":"x"}]}}
            POST    [/{datasets}|]/{repo}/chat/share            json {"chat":{"turns":[{"role":"user","content":"x"}]}}
            POST    [/{datasets}|]/{repo}/settings/sharing      form sharing=yes
            ~ POST  /arena/match                       json {"left":"harbour/SUBJECT","right":"harbour/SUBJECT"}
            ~ POST  /arena/answer                      json {"match":"00","side":"left","messages":[{"role":"user","content":"x"}]}
            GET     /arena                             ?left=harbour/SUBJECT
            POST    /arena                             form message=x&left=harbour/SUBJECT&right=harbour/SUBJECT
            POST    /arena/vote                        form match=00&choice=left
            GET     /arena/results
            GET     /shared/{id}
            GET     /settings/conversations
            POST    /settings/conversations/{id}/delete
            POST    /settings/conversations/delete
            GET     /settings/safety/texts
            POST    /settings/safety/texts             form account=x&reason=SUBJECT
            GET     /strikes/{id}
            POST    /strikes/{id}/appeal               form text=x
            GET     /settings/safety
            POST    /settings/safety/{id}              form text=x&overturn=yes
            POST    /settings/safety/reports/{id}      form wrong=yes
            GET     /settings/usage
            GET     /settings/usage.csv
            GET     /guard/report
            POST    /guard/report                      form text=x&words=x
            GET     /transparency
            GET     /api/plimsoll/transparency

            # Held commits
            GET     /api/{models}/{repo}/release/holds
            GET     /api/{models}/{repo}/release/holds/{commit}
            PUT     /api/{models}/{repo}/release/holds/{commit}     json {"reason":"x","until":"2020-01-01T00:00:00Z"}
            DELETE  /api/{models}/{repo}/release/holds/{commit}
            DELETE  /api/{models}/{repo}/inspection
            POST    /api/{models}/{repo}/inspection                 json {}
            POST    [/{datasets}|]/{repo}/holds/{commit}            form reason=x&until=2020-01-01
            POST    [/{datasets}|]/{repo}/inspection                form off=1

            # Incidents
            ~ POST  /api/plimsoll/incidents                             json {"about":"somewhere","words":"x"}
            GET     /api/plimsoll/duties
            ~ GET   /api/plimsoll/incidents
            GET     /api/plimsoll/incidents/{id}
            POST    /api/plimsoll/incidents/{id}/triage                 json {"severity":"minor"}
            GET     /api/plimsoll/incidents/{id}/notices/{deadline}
            POST    /api/plimsoll/incidents/{id}/notices/{deadline}     json {"text":"x"}
            GET     /api/plimsoll/incidents/{id}/closing
            POST    /api/plimsoll/incidents/{id}/[closing|dismissal]    json {"text":"x"}
            ~ GET   /incidents
            GET     /incidents/report                                   ?about=harbour/SUBJECT
            ~ POST  /incidents/report                                   form about=somewhere&words=x
            GET     /incidents/{id}
            POST    /incidents/{id}/triage                              form severity=minor
            GET     /incidents/{id}/notices/{deadline}
            POST    /incidents/{id}/notices/{deadline}                  form text=x
            POST    /incidents/{id}/[closing|dismissal]                 form text=x

            # People
            GET     /api/whoami-v2
            GET     /api/users/{name}/[overview|avatar|followers|following]               name=keeper
            GET     /api/organizations/{name}/[overview|avatar|followers|members]         name=harbour
            GET     /avatars/{name}                                                       name=harbour.svg
            GET     /api/plimsoll/accounts
            POST    /api/plimsoll/accounts                                                json {"name":"x"}
            PATCH   /api/plimsoll/accounts/{account}                                      json {"role":"admin"}
            POST    /api/plimsoll/accounts/{account}/sign-in-links
            GET     /api/plimsoll/accounts/{account}/tokens
            POST    /api/plimsoll/accounts/{account}/tokens                               json {"displayName":"x"}
            DELETE  /api/plimsoll/accounts/{account}/tokens/{id}
            GET     /api/plimsoll/sweep
            POST    /api/plimsoll/sweep
            GET     /api/plimsoll/sweep/round
            GET     /api/plimsoll/invitations
            POST    /api/plimsoll/invitations                                             json {}
            DELETE  /api/plimsoll/invitations/{id}
            POST    /api/plimsoll/organisations                                           json {"name":"-"}
            PUT     /api/plimsoll/organisations/{organisation}/members/{account}          json {"role":"admin"}
            DELETE  /api/plimsoll/organisations/{organisation}/members/{account}
            ~ POST  /oauth/device                                                         form client_id=x
            GET     /oauth/authorize                                                      ?client_id=x&redirect_uri=http://localhost/&state=s
            POST    /oauth/authorize                                                      ?client_id=x form answer=deny
            GET     /oauth/userinfo
            POST    /oauth/userinfo
            POST    /oauth/token                                                          form client_id=x
            GET     /.well-known/[openid-configuration|oauth-authorization-server]
            GET     /login
            ~ POST  /login                                                                form name=keeper&password=guess
            GET     /login/link                                                           ?secret=x
            ~ POST  /login/link                                                           form code=x
            POST    /logout
            GET     /join
            POST    /join                                                                 form name=y&password=z
            GET     /device
            POST    /device                                                               form user_code=x
            GET     /settings[|/password]
            ~ GET   /settings/[tokens|sessions]
            POST    /settings/[tokens|tokens/revoke|sessions/end|password]                form id=x
            GET     /settings/[inbox|oversight|oversight/duties|packs]
            POST    /settings/packs[|/decide]                                             form text=x&number=1
            GET     /api/plimsoll/packs[|/proposals]
            GET     /api/plimsoll/packs/{id}                                              id=default
            POST    /api/plimsoll/packs/proposals                                         json {"text":"x"}
            POST    /api/plimsoll/packs/proposals/{number}                                json {"adopt":true}
            POST    /settings/inbox/seen                                                form until=1
            ~ GET   /settings/accounts
            POST    /settings/accounts/{account}/[role|standing]                          account=nobody form role=member&standing=active&reason=x
            ~ GET   /api/plimsoll/oversight/{sheet}                                       sheet=decisions
            GET     /settings/keys/{owner}
            POST    /settings/keys/{owner}[|/remove]                                      form key=x
            GET     /settings/agreements/{owner}
            POST    /settings/agreements/{owner}[|/end]                                   form id=x
            GET     /api/plimsoll/agreements/{owner}
            POST    /api/plimsoll/agreements/{owner}                                      json {}
            PUT     /api/plimsoll/agreements/{owner}/{id}                                 json {}
            GET     /new
            POST    /new                                                                  form owner=harbour&name=SUBJECT&kind=model
            GET     /organizations/new
            POST    /organizations/new                                                    form name=-
            POST    /organizations/{ns}/members[|/remove]                                 form name=outsider&role=admin

            # Neither repositories nor people
            POST    /api/validate-yaml                 json {"content":"---\\nlicense: mit\\n---\\n","repoType":"model"}
            ~ GET   /style
            POST    /style/theme                       form theme=dark
            GET     /static/{hash}/{name...}           name=none.css
            ~ GET   /api/[recalls|recalls.atom]
            ~ GET   /api/plimsoll/log/{position}/openings  position=0
            ~ GET   /log[|/checkpoint]
            GET     /log/entry.schema.json
            ~ GET   /log/tile/{address...}             address=0/000
            ~ GET   /log/entry/{position}[|.tlog-proof] position=0
            GET     /.well-known/plimsoll/keys
            POST    /witness/add-checkpoint            text old 0
            GET     /witness/{log}/checkpoint          log=0
            GET     /favicon.ico
            GET     /robots.txt
            GET     /healthz
            ~ GET   /metrics

            # Not built yet
            ANY     /api/{models}/{repo}/discussions/{rest...}
            ANY     /api/spaces/{repo}/{what:runtime|secrets|variables|hardware|sleeptime|pause|restart|storage|volumes|dev-mode|logs}/{rest...}
            ANY     /api/[collections|settings/webhooks|buckets|jobs|scheduled-jobs|papers]/{rest...}
            ANY     /api/[daily_papers|spaces/hardware|spaces/templates]
            """;

    private Requests() {}

    /// All of them.
    static List<Ask> all() {
        return TABLE.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .flatMap(Requests::asks)
                .toList();
    }

    private static Stream<Ask> asks(String line) {
        boolean varies = line.startsWith("~");
        var words = WORD.split(varies ? line.substring(1).strip() : line, 3);
        var methods = words[0].equals("ANY") ? EVERY_METHOD : List.of(words[0]);
        var sent = words.length == 3 ? words[2] : "";
        return methods.stream()
                .flatMap(method -> choices(spelled(words[1])).flatMap(pattern -> ask(method, pattern, sent, varies)));
    }

    private static String spelled(String pattern) {
        return pattern.replace("{models}", "{kind:models|datasets|spaces}")
                .replace("{datasets}", "{kind:datasets|spaces}");
    }

    // The table's [a|b], but not the pattern's own {kind:a|b}.
    private static Stream<String> choices(String pattern) {
        var choice = CHOICE.matcher(pattern);
        if (!choice.find()) {
            return Stream.of(pattern);
        }
        return outside(choice.group(1)).stream()
                .flatMap(
                        word -> choices(pattern.substring(0, choice.start()) + word + pattern.substring(choice.end())));
    }

    private static List<String> outside(String words) {
        return List.of(words.split("\\|(?![^{]*\\})", -1));
    }

    private static Stream<Ask> ask(String method, String pattern, String sent, boolean varies) {
        boolean git = pattern.endsWith("/info/refs") || pattern.contains("/git-");
        var route = method + " " + pattern.replace("{repo}", git ? "{namespace}/{name}" : "{ns}/{name}");
        var said = Said.read(sent);
        var kinds = pattern.contains("{kind:models")
                ? List.of("models", "datasets", "spaces")
                : pattern.contains("{kind:") ? List.of("datasets", "spaces") : List.of("");
        return kinds.stream().map(kind -> {
            var values = new HashMap<>(USUAL);
            values.put("kind", kind);
            values.putAll(said.variables);
            var path = VARIABLE.matcher(pattern.replace("{repo}", "{ns}/{name}"))
                    .replaceAll(found -> Matcher.quoteReplacement(values.get(found.group(1))));
            return new Ask(route, method, path + said.query, said.type, said.body, varies);
        });
    }

    /// One request.
    ///
    /// @param route the route it is for, as the router writes it
    /// @param path where it goes; `SUBJECT` and `OID` are still to be replaced
    /// @param type the body's media type; empty without a body
    /// @param varies whether no two answers are alike, whoever asks
    record Ask(String route, String method, String path, String type, String body, boolean varies) {
        /// This request about one repository.
        Ask about(String subject, String oid) {
            return new Ask(route, method, named(path, subject, oid), type, named(body, subject, oid), varies);
        }

        /// Whether it names a repository or a file.
        boolean hasSubject() {
            return path.contains("SUBJECT") || path.contains("OID") || body.contains("SUBJECT");
        }

        private static String named(String text, String subject, String oid) {
            return text.replace("SUBJECT", subject).replace("OID", oid);
        }

        @Override
        public String toString() {
            return method + " " + path + (body.isEmpty() ? "" : " " + body.strip());
        }
    }

    /// What stands behind the pattern.
    private record Said(Map<String, String> variables, String query, String type, String body) {
        private static final Map<String, String> TYPES = Map.of(
                "json", "application/json",
                "form", "application/x-www-form-urlencoded",
                "lines", "application/x-ndjson",
                "fetch", "application/x-git-upload-pack-request",
                "push", "application/x-git-receive-pack-request",
                "text", "text/plain");

        static Said read(String sent) {
            var variables = new HashMap<String, String>();
            var query = "";
            var words = new ArrayList<>(Arrays.asList(sent.isEmpty() ? new String[0] : sent.split(" ", -1)));
            while (!words.isEmpty()) {
                var word = words.removeFirst();
                if (TYPES.containsKey(word)) {
                    var body = String.join(" ", words).strip();
                    return new Said(variables, query, TYPES.get(word), body.equals("COMMIT") ? COMMIT : body);
                }
                if (word.startsWith("?")) {
                    query = word.replace("[", "%5B").replace("]", "%5D");
                } else if (word.contains("=")) {
                    variables.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
                }
            }
            return new Said(variables, query, "", "");
        }

        private static final String COMMIT = """
                {"key":"header","value":{"summary":"Change it"}}
                {"key":"file","value":{"path":"a.txt","content":"YQ==","encoding":"base64"}}
                """;
    }
}
