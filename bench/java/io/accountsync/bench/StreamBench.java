package io.accountsync.bench;

import io.accountsync.state.StateSize;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Streams: how many rows a second consumers of Kafka bring into the org, how long a change of PostgreSQL takes, what it costs in
 * calls, and how large the state becomes. The first argument says which of {@code kafka}, {@code cdc} and {@code state}.
 */
public final class StreamBench {
    private StreamBench() {}

    public static void main(String[] args) throws Exception {
        switch (args.length == 0 ? "" : args[0]) {
            case "kafka" -> new KafkaBench(number(args, 1, 20_000), millis(args, 2)).run();
            case "cdc" ->
                new ChangesBench(
                                numbers(args, 1, "10,100,1000"),
                                numbers(args, 2, "1"),
                                number(args, 3, 20),
                                millis(args, 4))
                        .run();
            case "state" -> StateSize.print(number(args, 1, 1_000_000));
            default -> {
                System.err.println(
                        "bench/stream kafka [rows] [ms a call] | cdc [changes/s,...] [max-wait s,...] [seconds]"
                                + " [ms a call] | state [records]");
                System.exit(2);
            }
        }
        // Threads of the broker's client and of embedded servers may be left.
        System.exit(0);
    }

    private static int number(String[] args, int index, int otherwise) {
        return args.length > index ? Integer.parseInt(args[index]) : otherwise;
    }

    private static Duration millis(String[] args, int index) {
        return Duration.ofMillis(number(args, index, 50));
    }

    private static List<Integer> numbers(String[] args, int index, String otherwise) {
        return Arrays.stream((args.length > index ? args[index] : otherwise).split(","))
                .map(Integer::valueOf)
                .toList();
    }
}
