package plimsoll.web.pages.view;

import java.util.List;

/// What proves something about a repository.
///
/// @param uploaded what is to be said of the signature that its publisher brought
/// @param good `good` or `bad`, or nothing where neither can be said
/// @param signature where the hub's own signature is
/// @param bom where the bill of materials is
/// @param empty whether there is no commit yet
/// @param entries the newest entries of the log about it
public record Evidence(
        String uploaded, String good, String signature, String bom, boolean empty, List<LogHealth.Line> entries) {}
