package io.accountsync.bench;

import java.nio.file.Path;
import java.util.Locale;

/**
 * How many rows a second the local org takes by collections upsert at no latency, from one client in a process of its own.
 * Argument: rows a round. The first round creates, the others update.
 */
public final class OrgBench {
    private OrgBench() {}

    public static void main(String[] args) throws Exception {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        try (OrgProcess org = new OrgProcess(Path.of("target/account-sync.jar").toAbsolutePath(), 0)) {
            System.out.printf("%-12s %9s %9s%n", "connections", "wall s", "rows/s");
            for (int connections : new int[] {1, 1, 2, 4, 8, 1, 2, 4, 8}) {
                long millis = Floor.millis(org, rows, connections);
                System.out.printf(
                        Locale.ROOT, "%-12d %9.2f %9d%n", connections, millis / 1000.0, rows * 1000L / millis);
            }
        }
    }
}
