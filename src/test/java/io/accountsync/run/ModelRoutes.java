package io.accountsync.run;

import io.accountsync.state.Transactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The engine routes with a step at each point where something can happen to the process. */
final class ModelRoutes {
    /** The rows have been read. */
    static final String COMPARED = "compared";

    /** Around the call that sends. */
    static final List<String> SENDING_POINTS = List.of("noted", "answered", "recorded");

    private static final List<String> POINTS =
            List.of(COMPARED, "noted", "answered", "recorded", "sent", Transactions.COMMIT);

    /** Around the call that deletes. */
    static final List<String> DELETION_POINTS =
            List.of("deletion-intended", "deletion-answered", "deletion-judged", "deletion-recorded");

    private static final List<String> BULK_STEPS =
            List.of("create", "upload", "close", "abort", "poll", "successes", "failures");

    /** Which call of a job it is. */
    private static final String CALL = "\\${bean:syncBulk?method=step}";

    private ModelRoutes() {}

    /** The points, in no order that counts. */
    static List<String> points(boolean bulk) {
        List<String> points = new ArrayList<>(POINTS);
        points.addAll(DELETION_POINTS);
        if (bulk) {
            points.add("job-recorded");
            for (String step : BULK_STEPS) {
                points.add(step);
                points.add(step + "-answered");
            }
        }
        return points;
    }

    /** Writes the routes, and says where they are as {@code sync.engine-routes} does. */
    static String write(Path directory) throws IOException {
        String send = Files.readString(Path.of("routes/engine/sync-send.camel.yaml"))
                .replaceFirst("        - loop:", pass("noted") + "        - loop:")
                .replaceFirst("        - bean:\n            description: Writes the results", pass("answered") + "$0")
                .replaceFirst("(            method: record\n)", "$1" + pass("recorded"));
        String run = Files.readString(Path.of("routes/engine/sync-run.camel.yaml"))
                .replaceFirst("        - bean:\n            description: Keeps one row", pass(COMPARED) + "$0")
                .replaceFirst("        - bean:\n            description: Checks", pass("sent") + "$0");
        String jobs = Files.readString(Path.of("routes/engine/sync-bulk.camel.yaml"))
                .replaceFirst(
                        "(                  method: record\n)",
                        "$1" + pass("job-recorded").indent(6))
                .replaceFirst(
                        "              - bean:\n                  description: Puts",
                        pass(CALL).indent(6) + "$0")
                .replaceFirst(
                        "              - bean:\n                  description: Takes the answer",
                        pass(CALL + "-answered").indent(6) + "$0");
        String deletions = Files.readString(Path.of("routes/engine/sync-delete.camel.yaml"))
                .replaceFirst(
                        "              - bean:\n                  description: Puts the Salesforce ids",
                        pass("deletion-intended").indent(6) + "$0")
                .replaceFirst(
                        "              - bean:\n                  description: Looks at the result",
                        pass("deletion-answered").indent(6) + "$0")
                .replaceFirst(
                        "(        - bean:\n            description: Writes to the state[^\n]*\n            ref: syncDelete\n"
                                + "            method: record\n?)",
                        pass("deletion-judged") + "$1\n" + pass("deletion-recorded"));
        Files.writeString(Files.createDirectories(directory).resolve("send.yaml"), send);
        Files.writeString(directory.resolve("run.yaml"), run);
        Files.writeString(directory.resolve("bulk.yaml"), jobs);
        Files.writeString(directory.resolve("delete.yaml"), deletions);
        return "file:" + directory.resolve("run.yaml") + ",file:" + directory.resolve("send.yaml") + ",file:"
                + directory.resolve("bulk.yaml") + ",file:" + directory.resolve("delete.yaml")
                + ",file:routes/engine/sync-request.camel.yaml"
                + ",file:routes/engine/sync-failures.camel.yaml,file:routes/engine/sync-plan.camel.yaml";
    }

    private static String pass(String point) {
        return "        - bean:\n            ref: rows\n            method: \"pass('" + point + "')\"\n";
    }
}
