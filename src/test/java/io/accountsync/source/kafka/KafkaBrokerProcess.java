package io.accountsync.source.kafka;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the process of a {@link KafkaBroker} runs: formats its directory the first time, then serves. By reflection, since the
 * server is on the class path of that process alone.
 */
public final class KafkaBrokerProcess {
    private KafkaBrokerProcess() {}

    /** @param arguments the file with the settings, the directory of the logs, the id of the cluster */
    public static void main(String[] arguments) throws Exception {
        if (!Files.exists(Path.of(arguments[1], "meta.properties"))) {
            String[] format = {"format", "-t", arguments[2], "-c", arguments[0]};
            Object code = Class.forName("kafka.tools.StorageTool")
                    .getMethod("execute", String[].class, PrintStream.class)
                    .invoke(null, format, System.out);
            if (!code.equals(0)) {
                throw new IllegalStateException("the directory could not be formatted: " + code);
            }
        }
        Class.forName("kafka.Kafka").getMethod("main", String[].class).invoke(null, (Object)
                new String[] {arguments[0]});
    }
}
