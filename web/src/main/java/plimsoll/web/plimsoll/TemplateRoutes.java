package plimsoll.web.plimsoll;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.release.Intent;
import plimsoll.hub.release.CompareTemplates;
import plimsoll.hub.release.CompareTemplates.Against;
import plimsoll.hub.release.CompareTemplates.Variant;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.huggingface.Threshold;

/// A model's template for conversations beside its copies and those of the models it derives from, for programs.
public final class TemplateRoutes {
    private final Threshold threshold;
    private final ReadTree tree;
    private final CompareTemplates compare;

    /// Routes for whom `door` lets in.
    public TemplateRoutes(EnterRepository door, ReadTree tree, CompareTemplates compare) {
        this.threshold = new Threshold(door);
        this.tree = tree;
        this.compare = compare;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(threshold.own("GET", "/chat-template", Intent.READ, this::compared));
    }

    private Response compared(Request request, Pass pass) throws IOException {
        var commit = tree.resolve(pass, request.query("revision").orElse("main"));
        if (commit.isEmpty()) {
            return Response.error(404, "RevisionNotFound", "There is no such revision.");
        }
        var compared = compare.of(pass, commit.get());
        return Response.json(new ComparedJson(
                commit.get().hex(),
                compared.agree(),
                compared.variants().stream().map(VariantJson::of).toList(),
                compared.bases().stream().map(AgainstJson::of).toList()));
    }

    private record ComparedJson(String commit, boolean agree, List<VariantJson> variants, List<AgainstJson> bases) {}

    private record VariantJson(String text, List<String> places, List<String> difference) {
        static VariantJson of(Variant variant) {
            return new VariantJson(variant.text(), variant.places(), variant.difference());
        }
    }

    /// @param same whether both say the same; absent where there is nothing to compare with
    private record AgainstJson(
            String name, @JsonProperty("same") @Nullable Boolean same, List<String> difference) {
        static AgainstJson of(Against base) {
            return new AgainstJson(
                    base.name(), base.hasTemplate() ? base.difference().isEmpty() : null, base.difference());
        }
    }
}
