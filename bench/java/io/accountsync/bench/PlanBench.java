package io.accountsync.bench;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code plan} of rows that an org has already and the state does not know, by two jars by turns, at {@code -Xmx256m}: every record of the org is
 * compared with its row. Arguments: old jar, new jar, rows, milliseconds a call, rounds.
 */
public final class PlanBench {
    private static final String LINE = "%-6s %-4s %9s %9s %9s %8s  %s%n";

    private PlanBench() {}

    public static void main(String[] args) throws Exception {
        int rows = args.length > 2 ? Integer.parseInt(args[2]) : 2_000_000;
        long latency = args.length > 3 ? Long.parseLong(args[3]) : 0;
        int rounds = args.length > 4 ? Integer.parseInt(args[4]) : 2;
        Path directory = Files.createTempDirectory("account-sync-plan-");
        FirstRunBench.makeSource(directory.resolve("source.db"), rows);
        try (LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
                .dailyApiLimit(10_000_000)
                .latency(Duration.ofMillis(latency))
                .build())) {
            for (int i = 0; i < rows; i++) {
                org.insert(
                        "Account",
                        Map.of(
                                "Customer_Id__c", String.valueOf(i),
                                "Name", "COMPANY Number " + i,
                                "BillingCity", "city " + i % 1000));
            }
            System.out.printf(LINE, "round", "jar", "wall s", "cpu s", "rss MB", "calls", "");
            for (int round = 1; round <= rounds; round++) {
                for (String who : round % 2 == 1 ? List.of("old", "new") : List.of("new", "old")) {
                    plan(org, directory, round, who, args[who.equals("old") ? 0 : 1]);
                }
            }
        }
    }

    private static void plan(LocalOrg org, Path directory, int round, String who, String jar) throws Exception {
        Path runs = Files.createDirectories(directory.resolve(who + round));
        FirstRunBench.syncFile(runs);
        long before = org.apiUsage().used();
        Measured measured =
                FirstRunBench.measured(org, runs, directory.resolve("source.db"), Path.of(jar), "plan --limit 0");
        System.out.printf(
                Locale.ROOT,
                LINE,
                round,
                who,
                String.format(Locale.ROOT, "%.1f", measured.wallMillis() / 1000.0),
                String.format(Locale.ROOT, "%.1f", measured.cpuMillis() / 1000.0),
                measured.peakRssKilobytes() / 1024,
                org.apiUsage().used() - before,
                measured.output().lines().reduce((first, last) -> last).orElse(""));
    }
}
