package io.accountsync.cli;

import io.accountsync.config.Finding;

/** How bad a finding is, as a word. */
final class LevelText {
    private LevelText() {}

    static Shown of(Finding finding) {
        return (finding.isError() ? Colour.RED : Colour.YELLOW)
                .of(finding.level().word());
    }
}
