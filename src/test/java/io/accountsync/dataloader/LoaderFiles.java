package io.accountsync.dataloader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A directory of Data Loader, made for one test. */
public final class LoaderFiles {
    private static final Path SAMPLES = Path.of("src/test/resources/dataloader/samples");

    private final Path directory;

    public LoaderFiles(Path directory) {
        this.directory = directory;
    }

    public Path directory() {
        return directory;
    }

    /** Data Loader's samples; texts of them can be replaced by others, one pair after the other. */
    public LoaderFiles samples(String... replaced) {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                for (int i = 0; i < replaced.length; i += 2) {
                    text = text.replace(replaced[i], replaced[i + 1]);
                }
                write(file.getFileName().toString(), text);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public LoaderFiles write(String name, String text) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process-conf.xml with one process, the sync rows: what upserts a CSV file, and other entries key=value. */
    LoaderFiles process(String... entries) {
        return write("process-conf.xml", "<beans>\n" + bean("rows", entries) + "</beans>\n");
    }

    /** A bean; an entry without a value takes the one of that key away. */
    static String bean(String id, String... entries) {
        List<String> all = Stream.concat(
                        Stream.of(
                                "sfdc.entity=Account",
                                "sfdc.externalIdField=Customer_Id__c",
                                "process.operation=upsert",
                                "process.mappingFile=rows.sdl",
                                "dataAccess.type=csvRead",
                                "dataAccess.name=rows.csv"),
                        Arrays.stream(entries))
                .collect(Collectors.toMap(
                        entry -> entry.split("=", 2)[0], entry -> entry, (a, b) -> b, java.util.LinkedHashMap::new))
                .values()
                .stream()
                .filter(entry -> !entry.endsWith("="))
                .toList();
        return "<bean id=\"" + id + "\" class=\"com.salesforce.dataloader.process.ProcessRunner\">\n"
                + "<property name=\"configOverrideMap\"><map>\n"
                + all.stream()
                        .map(entry -> "<entry key=\"" + entry.replaceFirst("=", "\" value=\"") + "\"/>\n")
                        .collect(Collectors.joining())
                + "</map></property>\n</bean>\n";
    }
}
