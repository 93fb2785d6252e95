package plimsoll.web.huggingface;

import java.util.List;
import java.util.Optional;
import plimsoll.hub.inspection.ReadVerdicts.Imported;
import plimsoll.hub.inspection.ReadVerdicts.Said;
import plimsoll.hub.inspection.ReadVerdicts.Status;

/// What an inspection said of a file, as clients read `securityFileStatus`.
///
/// @param status `safe`, `suspicious`, `unsafe`, `error` where it could not be inspected to its end, or `queued`
/// @param avScan whether a virus is in it
/// @param pickleImportScan what its pickles import
/// @param findings what was found, the reason for the status first
record SecurityJson(String status, VirusScan avScan, ImportScan pickleImportScan, List<Finding> findings) {
    static SecurityJson of(Said said) {
        var imports = said.imports().stream().map(Import::of).toList();
        return new SecurityJson(
                word(said.status()),
                new VirusScan(said.virus() ? "unsafe" : said.scanned() ? word(said.status(), "safe") : "unscanned"),
                new ImportScan(word(said.status(), imports.isEmpty() ? "safe" : word(said.status())), imports),
                said.found().stream()
                        .map(found -> new Finding(
                                found.code(),
                                found.reason(),
                                found.offset(),
                                Optional.of(found.member()).filter(member -> !member.isEmpty())))
                        .toList());
    }

    /// As it is written.
    static String word(Status status) {
        return switch (status) {
            case WAITING -> "queued";
            case SAFE -> "safe";
            case SUSPICIOUS -> "suspicious";
            case UNFINISHED -> "error";
            case DANGEROUS -> "unsafe";
        };
    }

    private static String word(Status status, String inspected) {
        return status == Status.WAITING ? "queued" : inspected;
    }

    /// @param status `safe`, `unsafe`, `queued`, or `unscanned` where no scanner for viruses is asked
    record VirusScan(String status) {}

    record ImportScan(String status, List<Import> pickleImports) {}

    /// @param safety `innocuous` where files of weights are known to need it
    record Import(String module, String name, String safety) {
        static Import of(Imported imported) {
            return new Import(imported.module(), imported.name(), imported.listed() ? "innocuous" : "suspicious");
        }
    }

    /// @param offset in bytes from the start of the file, or of the archive's member
    record Finding(String code, String reason, long offset, Optional<String> member) {}

    /// What inspections said of a whole repository.
    ///
    /// @param scansDone whether every file was inspected
    /// @param filesWithIssues those with which something is wrong
    record OfRepository(boolean scansDone, List<Issue> filesWithIssues) {}

    /// @param level as `status` of a file
    record Issue(String path, String level) {}
}
