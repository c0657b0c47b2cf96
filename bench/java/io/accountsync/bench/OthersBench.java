package io.accountsync.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Us, jsforce and, where its jar is given, Salesforce's Data Loader by turns: the same API, as many records a call and as many calls in flight
 * (Data Loader has one), each against a fresh local org that plain HTTP has warmed; three rounds, medians. Arguments: directory with jsforce
 * installed and the script, rows, milliseconds a call, calls in flight.
 */
public final class OthersBench {
    private static final int ROUNDS = 3;
    private static final String LINE = "%-8s %-12s %8s %8s %9s %8s %7s%n";

    private final Path scripts;
    private final int rows;
    private final int latency;
    private final int inFlight;
    private final Path directory = Files.createTempDirectory("account-sync-others-");
    private final MeasuredJar ours;
    private final List<String> participants = new ArrayList<>(List.of("account-sync", "jsforce"));
    private final List<Taken> taken = new ArrayList<>();

    /** @param millis of sending */
    private record Taken(String who, Measured measured, long millis) {}

    private OthersBench(Path scripts, int rows, int latency, int inFlight) throws IOException, InterruptedException {
        this.scripts = scripts;
        this.rows = rows;
        this.latency = latency;
        this.inFlight = inFlight;
        this.ours = MeasuredJar.of(
                        Path.of(System.getProperty("bench.jar", "target/account-sync.jar")),
                        Path.of("target/bench-compare/others.jsa").toAbsolutePath(),
                        "bench.java-options")
                .archived();
        if (System.getProperty("bench.data-loader") != null) {
            participants.add("Data Loader");
        }
    }

    public static void main(String[] args) throws Exception {
        new OthersBench(
                        Path.of(args[0]).toAbsolutePath(),
                        args.length > 1 ? Integer.parseInt(args[1]) : 100_000,
                        args.length > 2 ? Integer.parseInt(args[2]) : 50,
                        args.length > 3 ? Integer.parseInt(args[3]) : 5)
                .run();
    }

    private void run() throws Exception {
        print("round", "who", "wall s", "send s", "rows/s", "cpu s", "rss MB");
        try (SourceTable source = new SourceTable(rows)) {
            for (int round = 1; round <= ROUNDS; round++) {
                for (String who : participants) {
                    try (OrgProcess org = new OrgProcess(ours.jar(), latency)) {
                        // Data Loader's records have to be there; for the others this many warm the org.
                        Floor.millis(org, who.equals("Data Loader") ? rows : 20_000, inFlight);
                        take(
                                round,
                                switch (who) {
                                    case "jsforce" -> jsforce(org);
                                    case "Data Loader" -> dataLoader(round, org);
                                    default -> ours(round, source, org);
                                });
                    }
                }
                Collections.reverse(participants);
            }
        }
        for (String who : participants) {
            print(
                    "median",
                    who,
                    seconds(median(who, one -> one.measured().wallMillis())),
                    seconds(median(who, Taken::millis)),
                    rows * 1000L / median(who, Taken::millis),
                    seconds(median(who, one -> one.measured().cpuMillis())),
                    median(who, one -> one.measured().peakRssKilobytes()) / 1024);
        }
    }

    private Taken ours(int round, SourceTable source, OrgProcess org) throws Exception {
        Path runs = MeasuredJar.directory(directory, "ours" + round);
        SyncFigures figures = ours.run(runs, source, org, inFlight, "collections");
        if (!figures.status().equals("SUCCEEDED")) {
            throw new IOException(figures.report().toString());
        }
        return new Taken("account-sync", figures.measured(), figures.sendMillis());
    }

    private Taken jsforce(OrgProcess org) throws Exception {
        List<String> command = new ArrayList<>(List.of("env"));
        org.forOthers().forEach((name, value) -> command.add(name + "=" + value));
        command.add("ACCESS_TOKEN=" + org.accessToken(HttpClient.newHttpClient()));
        command.addAll(List.of("node", "jsforce.cjs", String.valueOf(rows), String.valueOf(inFlight)));
        Measured measured = Measured.run(command, scripts);
        JsonNode said = new ObjectMapper().readTree(measured.output());
        if (measured.exitCode() != 0 || said.path("failed").asInt(-1) != 0) {
            throw new IOException("jsforce failed: " + measured.output());
        }
        return new Taken("jsforce", measured, said.path("millis").asLong());
    }

    /** It does not say how long it sends: this is the whole process. */
    private Taken dataLoader(int round, OrgProcess org) throws Exception {
        Path runs = Files.createDirectories(directory.resolve("loader" + round));
        Measured measured = new DataLoader(System.getProperty("bench.data-loader")).update(org, rows, runs);
        return new Taken("Data Loader", measured, measured.wallMillis());
    }

    private void take(int round, Taken one) {
        taken.add(one);
        print(
                round,
                one.who(),
                seconds(one.measured().wallMillis()),
                seconds(one.millis()),
                rows * 1000L / Math.max(1, one.millis()),
                seconds(one.measured().cpuMillis()),
                one.measured().peakRssKilobytes() / 1024);
    }

    private long median(String who, ToLongFunction<Taken> figure) {
        List<Long> sorted = taken.stream()
                .filter(one -> one.who().equals(who))
                .mapToLong(figure)
                .sorted()
                .boxed()
                .toList();
        return sorted.get(sorted.size() / 2);
    }

    private static void print(Object... cells) {
        System.out.printf(Locale.ROOT, LINE, Stream.of(cells).toArray());
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f", millis / 1000.0);
    }
}
