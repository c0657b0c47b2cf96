package io.accountsync.adopt;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The files that a matching writes. Each is replaced, and readable by its owner only.
 *
 * @param csv what was found, for people to change and for {@code --apply} to read
 * @param spreadsheet whether it is to be opened in a spreadsheet, which runs formulas
 * @param html the same as a page that is only looked at
 */
public record ProposalFiles(Path csv, boolean spreadsheet, Optional<Path> html) {
    /** One file for programs, as it is. */
    public static ProposalFiles csv(Path csv) {
        return new ProposalFiles(csv, false, Optional.empty());
    }
}
