package plimsoll.web.pages;

import java.util.List;
import java.util.Optional;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Gate;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.Listed;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.LikeRepository;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Percent;
import plimsoll.web.pages.PageWriter.Place;
import plimsoll.web.pages.view.Masthead;

/// Writes the head of a repository's pages.
public final class Mastheads {
    /// What one sees at a glance; the card has them all.
    private static final int MAX_TAGS = 16;
    /// Beginnings of tags that repeat what the particulars say.
    private static final List<String> SIDE_BAR = List.of("license:", "base_model:", "dataset:", "region:");

    private final Catalogue catalogue;
    private final LikeRepository likes;

    /// From what the catalogue lists.
    public Mastheads(Catalogue catalogue, LikeRepository likes) {
        this.catalogue = catalogue;
        this.likes = likes;
    }

    Masthead of(Pass pass, String tab, String revision) {
        var repository = pass.repository();
        var listed = catalogue.listed(repository.id());
        var kind = repository.kind();
        return new Masthead(
                Rows.noun(kind),
                "/" + kind.plural(),
                Rows.title(kind),
                "/" + repository.page(),
                repository.name().namespace().text(),
                repository.name().name(),
                repository.visibility() == Visibility.PRIVATE,
                listed.map(Listed::likes).orElse(0L),
                likes.likes(pass),
                pass.recipient() instanceof Known,
                may(pass, Intent.WRITE),
                may(pass, Intent.ADMINISTER),
                Percent.encode(revision),
                tab,
                tags(kind, listed));
    }

    static Place place(Pass pass, String what) {
        var name = pass.repository().name().toString();
        return new Place(
                what.isEmpty() ? name : what + " · " + name,
                pass.repository().kind().plural());
    }

    private static boolean may(Pass pass, Intent intent) {
        return Gate.admit(pass.recipient(), intent, pass.repository()) instanceof Admitted;
    }

    private static boolean isInTheSideBar(String tag, Card card) {
        return SIDE_BAR.stream().anyMatch(tag::startsWith)
                || card.task().filter(tag::equals).isPresent()
                || card.library().filter(tag::equals).isPresent();
    }

    private static List<Masthead.Tag> tags(RepoKind kind, Optional<Listed> listed) {
        return listed.flatMap(Listed::description)
                .map(description -> description.card().tags().stream()
                        .filter(tag -> !isInTheSideBar(tag, description.card()))
                        .limit(MAX_TAGS)
                        .map(tag ->
                                new Masthead.Tag(tag, "/%s?filter=%s".formatted(kind.plural(), Percent.encode(tag))))
                        .toList())
                .orElse(List.of());
    }
}
