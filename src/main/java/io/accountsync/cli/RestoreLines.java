package io.accountsync.cli;

import io.accountsync.restore.RestoreReport;
import io.accountsync.restore.Restored;
import io.accountsync.restore.RestoredLookup;
import java.io.PrintWriter;

/** Prints a restoration for people: a line for each record and lookup while it goes on, and the numbers at its end. */
final class RestoreLines implements RestoreOutput {
    private final PrintWriter out;

    RestoreLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void record(Restored record) {
        out.println(RestoreText.of(record));
    }

    @Override
    public void lookup(RestoredLookup lookup) {
        out.println(RestoreText.of(lookup));
    }

    @Override
    public void end(RestoreReport report) {
        out.print(RestoreText.of(report));
        out.flush();
    }
}
