package plimsoll.web.pages;

import java.util.List;
import plimsoll.hub.attestation.UploadedSignature;
import plimsoll.hub.attestation.UploadedSignature.Signer;
import plimsoll.web.pages.view.Evidence.Finding;

/// What a page says of a model's signature: what was checked, and what was not.
final class SignatureWords {
    private static final String FILES =
            "Every file of this revision has the SHA-256 that was signed: none is missing, and none was added.";

    private SignatureWords() {}

    static Finding of(UploadedSignature uploaded) {
        return switch (uploaded) {
            case UploadedSignature.Absent _ ->
                new Finding(
                        "The publisher has put no signature (model.sig) beside the files.", "", List.of(), List.of());
            case UploadedSignature.Verified(var signer) -> verified(signer);
            case UploadedSignature.Unverified(var why) ->
                new Finding("There is a model.sig, not verified.", "held", List.of(), List.of(why));
            case UploadedSignature.Broken(var why) ->
                new Finding("Broken: model.sig does not hold. " + why, "bad", List.of(), List.of());
        };
    }

    private static Finding verified(Signer signer) {
        return switch (signer) {
            case Signer.Hub _ ->
                new Finding(
                        "Verified: model.sig is this hub's signature.",
                        "good",
                        List.of("The signature is by the attestation key of this hub.", FILES),
                        List.of("Who made the files: this hub signs what it was given."));
            case Signer.Publisher(var name, var key) ->
                new Finding(
                        "Verified: signed by a key of %s.".formatted(name),
                        "good",
                        List.of(
                                "The signature is by the key %s, which was registered for %s on %s."
                                        .formatted(
                                                key.hint(),
                                                name,
                                                key.since().toString().substring(0, 10)),
                                FILES),
                        List.of("Who else has that key: only %s can know.".formatted(name)));
            case Signer.Beside(var file) ->
                new Finding(
                        "Verified with the key in %s, which lies beside the files.".formatted(file),
                        "held",
                        List.of("The signature is by that key.", FILES),
                        List.of("Whose key it is. Whoever could change the files could change it too,"
                                + " and their publisher has not registered it here."));
        };
    }
}
