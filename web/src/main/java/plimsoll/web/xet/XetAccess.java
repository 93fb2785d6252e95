package plimsoll.web.xet;

import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.xet.XetTokens;
import plimsoll.web.http.Percent;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;

/// What a client needs to speak to the chunk store: a token, until when it is good, and where the store is.
///
/// @param accessToken the token
/// @param exp when it ends, in seconds since 1970
/// @param casUrl where the store is
public record XetAccess(String accessToken, long exp, String casUrl) {
    /// The header that says so, and what it says, for clients that read no body.
    public static final String TOKEN = "X-Xet-Access-Token";

    /// See `TOKEN`.
    public static final String EXPIRATION = "X-Xet-Token-Expiration";

    /// See `TOKEN`.
    public static final String CAS_URL = "X-Xet-Cas-Url";

    /// For whoever asks, given out now. The gate has let them in.
    public static XetAccess issue(XetTokens tokens, Request request, Intent scope, Repository repository) {
        var issued = tokens.issue(scope, repository.id(), request.holder());
        return new XetAccess(issued.token(), issued.expires(), request.baseUrl() + XetRoutes.BASE);
    }

    /// Where they ask for another.
    public static String route(Request request, Intent scope, Repository repository, String revision) {
        return "%s/api/%s/%s/xet-%s-token/%s"
                .formatted(
                        request.baseUrl(),
                        repository.kind().plural(),
                        repository.name(),
                        scope == Intent.WRITE ? "write" : "read",
                        Percent.encode(revision));
    }

    /// `answer`, which also says how to get the file by its chunks.
    public static Response linked(Response answer, Request request, Repository repository, String commit, XetHash id) {
        var refresh = route(request, Intent.READ, repository, commit);
        var link = "<%s>; rel=\"xet-auth\", <%s%s/v1/reconstructions/%s>; rel=\"xet-reconstruction-info\""
                .formatted(refresh, request.baseUrl(), XetRoutes.BASE, id);
        return answer.with("X-Xet-Hash", id.toString())
                .with("X-Xet-Refresh-Route", refresh)
                .with("Link", link);
    }
}
